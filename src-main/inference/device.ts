import type { Graph } from '#domain/networks/Graph.ts';
import type { AnsweredTensor } from '#domain/networks/mapFromTensor.ts';
import type { ModelConstant, ModelOutput } from '#domain/networks/ModelManifest.ts';
import type { PreparedTensor } from '#domain/networks/prepareTensor.ts';
import type { NetworkProvider } from '#domain/methods/NetworkOptions.ts';
import type { WorkFailure } from '#compute/pool/protocol.ts';
import type { Provider, ProviderReport, RejectedProvider } from './protocol.ts';

/** What the thread that owns ONNX Runtime is asked. */
export interface RunGraph {
  readonly graph: string;
  readonly sha256: string;
  readonly provider: NetworkProvider;
  readonly crashed: readonly RejectedProvider[];
  readonly feeds: readonly (PreparedTensor & { readonly tensorName: string | null })[];
  readonly constants: readonly ModelConstant[];
  readonly output: ModelOutput;
}

export interface RanGraph {
  readonly tensor: AnsweredTensor;
  readonly others: Readonly<Record<string, AnsweredTensor>>;
  readonly provider: Provider;
  readonly rejected: readonly RejectedProvider[];
  readonly loadMs: number;
  readonly inferMs: number;
  /** Since the end of the run before, or 0 for the first and after a load. */
  readonly idleMs: number;
}

interface DeviceCalls {
  run: { readonly order: RunGraph; readonly answer: RanGraph };
  describe: { readonly order: { readonly graph: string }; readonly answer: Graph };
  providers: {
    readonly order: { readonly crashed: readonly RejectedProvider[] };
    readonly answer: readonly ProviderReport[];
  };
}
export type DeviceCall = keyof DeviceCalls;
export type DeviceAnswerOf<K extends DeviceCall> = DeviceCalls[K]['answer'];
export type DeviceOrderOf<K extends DeviceCall> = DeviceCalls[K]['order'];

/** Child's main thread → device thread. */
export type DeviceOrder = {
  readonly [K in DeviceCall]: { readonly kind: K; readonly id: number; readonly order: DeviceOrderOf<K> };
}[DeviceCall];

/** Device thread → child's main thread. */
export type DeviceMessage =
  | {
      readonly kind: 'stage';
      readonly id: number;
      readonly stage: 'loading' | 'running';
      readonly provider: Provider;
    }
  | { readonly kind: 'done'; readonly id: number; readonly answer: DeviceAnswerOf<DeviceCall> }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: WorkFailure };
