import type { StereoCameras } from '#domain/camera/StereoCameras.ts';
import type { SerialisedError } from '#domain/errors.ts';
import type { NetworkOptions, NetworkProvider } from '#domain/methods/NetworkOptions.ts';
import type { PatchTokens } from '#domain/metrics/featureCosine.ts';
import type { FeatureNetwork } from '#domain/networks/dinov2Small.ts';
import type { Graph } from '#domain/networks/Graph.ts';
import type { PredictedMap } from '#domain/networks/mapFromTensor.ts';
import type { ModelManifest } from '#domain/networks/ModelManifest.ts';
import type { Size } from '#domain/networks/networkSize.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { WorkFailure } from '#compute/pool/protocol.ts';

/** A provider by the name that ONNX Runtime gives it. */
export type Provider = Exclude<NetworkProvider, 'auto'>;

/** A provider that was tried, or passed over, and why it was not used. */
export interface RejectedProvider {
  readonly provider: Provider;
  readonly reason: string;
}

/** A network whose files are on this machine and are what its manifest says. */
export interface LocatedModel {
  readonly manifest: ModelManifest;
  /** Absolute path of the graph. */
  readonly graph: string;
  /** Of the graph, as measured. */
  readonly sha256: string;
  /** Every file as measured, the graph first. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** One item for a network. */
export interface InferenceOrder {
  readonly model: LocatedModel;
  readonly options: NetworkOptions;
  /** Absolute paths; right is null for a network of one picture. */
  readonly left: string;
  readonly right: string | null;
  /** What rectifies the pictures first; absent or null = they are used as they are. */
  readonly cameras?: StereoCameras | null;
  /** Of the left picture, px; null = unknown. */
  readonly focalPx: number | null;
}

/** What came of it. */
export interface InferenceAnswer {
  readonly map: PredictedMap;
  /** How sure the network says it is; null where its manifest names no such output. */
  readonly confidence: Raster<'confidence'> | null;
  /** Set where the map is NaN or constant: it is kept to be looked at, and not scored. */
  readonly bad: SerialisedError | null;
  readonly provider: Provider;
  readonly rejected: readonly RejectedProvider[];
  /** What the network saw, px. */
  readonly input: Size;
  /** `load` is 0 where the network was in memory already; `idle` is how long the device waited for this item. */
  readonly elapsedMs: {
    readonly prepare: number;
    readonly load: number;
    readonly infer: number;
    readonly finish: number;
    readonly idle: number;
  };
}

/** Whether a provider works here, shown by a session of one node. */
export interface ProviderReport {
  readonly provider: Provider;
  readonly works: boolean;
  /** Why not, or where it runs. */
  readonly detail: string;
}

/** Pictures whose patch tokens are wanted, in one go and in this order. */
export interface FeatureOrder {
  readonly network: FeatureNetwork;
  /** Absolute path of the graph, and its content. */
  readonly graph: string;
  readonly sha256: string;
  readonly pictures: readonly Picture[];
  /** Providers that brought an earlier process down. */
  readonly crashed: readonly RejectedProvider[];
}

/** What may be asked of the inference process, with its answer. */
export interface InferenceCalls {
  predict: {
    readonly order: InferenceOrder & {
      /** Providers that brought an earlier process down. */
      readonly crashed: readonly RejectedProvider[];
    };
    readonly answer: InferenceAnswer;
  };
  features: { readonly order: FeatureOrder; readonly answer: readonly PatchTokens[] };
  describe: { readonly order: { readonly graph: string }; readonly answer: Graph };
  providers: {
    readonly order: { readonly crashed: readonly RejectedProvider[] };
    readonly answer: readonly ProviderReport[];
  };
}
export type CallKind = keyof InferenceCalls;

/** Parent → child. */
export type Order =
  | {
      readonly [K in CallKind]: {
        readonly kind: K;
        readonly id: number;
        readonly order: InferenceCalls[K]['order'];
      };
    }[CallKind]
  | { readonly kind: 'drop'; readonly id: number };

/** What an item is at. `loading` names the provider that is being tried. */
export type Stage = 'preparing' | 'waiting' | 'loading' | 'running' | 'finishing';

/** Child → parent. Every order but `drop` is answered by any number of `stage` and one `done` or `failed`. */
export type ChildMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'stage'; readonly id: number; readonly stage: Stage; readonly provider: Provider | null }
  | { readonly kind: 'done'; readonly id: number; readonly answer: InferenceCalls[CallKind]['answer'] }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: WorkFailure }
  | { readonly kind: 'out-of-memory'; readonly rssBytes: number; readonly limitBytes: number };

/** How the child is set up, in its first argument. */
export interface ChildSettings {
  /** Intra-op threads of ONNX Runtime; 0 = its own choice, one per core. */
  readonly threads: number;
  readonly memoryLimitBytes: number;
}
