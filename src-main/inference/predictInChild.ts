import type { ComputePool } from '#compute/pool/ComputePool.ts';
import { transferables } from '#compute/pool/transferables.ts';
import { effectiveInput } from '#domain/networks/effectiveInput.ts';
import { StudioError } from '#domain/errors.ts';
import type { DeviceThread } from './DeviceThread.ts';
import { finishOutput, prepareInput } from './pictures.task.ts';
import type { InferenceAnswer, InferenceCalls, Provider, Stage } from './protocol.ts';

export interface PredictionSite {
  readonly pool: ComputePool;
  readonly device: DeviceThread;
}

/**
 * One item inside the inference process: pictures in one thread, the network in another, the map in the first. Several
 * items at once overlap, so that the device finds the next one ready.
 *
 * @throws StudioError as the steps throw it; AbortError when the item was dropped
 */
export async function predictInChild(
  { pool, device }: PredictionSite,
  { model, options, left, right, cameras, focalPx, crashed }: InferenceCalls['predict']['order'],
  { signal, onStage }: { signal: AbortSignal; onStage: (stage: Stage, provider: Provider | null) => void },
): Promise<InferenceAnswer> {
  const { input, output, name } = model.manifest;
  if (input === null) {
    throw new StudioError('InvalidOption', `${name} is not run here; its predictions are imported`, {
      option: 'method',
      found: model.manifest.id,
    });
  }
  onStage('preparing', null);
  const chosen = effectiveInput(input, options);
  const prepared = await pool.run(prepareInput, { left, right, cameras, input: chosen }, { signal });
  const { placement, picture } = prepared;
  onStage('waiting', null);
  signal.throwIfAborted();
  const feeds = prepared.feeds.map((feed, i) => ({ ...feed, tensorName: input.feeds[i]!.tensorName }));
  const { graph, sha256 } = model;
  const ran = await device.call(
    'run',
    { graph, sha256, provider: options.provider, crashed, feeds, constants: input.constants, output },
    {
      transfer: transferables(feeds),
      onStage: ({ stage, provider }) => onStage(stage, provider),
    },
  );
  onStage('finishing', ran.provider);
  const { tensor, others } = ran;
  const finished = await pool.run(
    finishOutput,
    { output, tensor, others, placement, picture, focalPx },
    { signal, transfer: transferables([tensor, others]) },
  );
  return {
    map: finished.map,
    bad: finished.bad,
    provider: ran.provider,
    rejected: ran.rejected,
    input: { width: placement.width, height: placement.height },
    elapsedMs: {
      prepare: prepared.elapsedMs,
      load: ran.loadMs,
      infer: ran.inferMs,
      finish: finished.elapsedMs,
      idle: ran.idleMs,
    },
  };
}
