import type { ComputePool } from '#compute/pool/ComputePool.ts';
import { transferables } from '#compute/pool/transferables.ts';
import { averageOfMirrored } from '#domain/networks/averageOfMirrored.ts';
import { effectiveInput } from '#domain/networks/effectiveInput.ts';
import { pictureCount } from '#domain/networks/ModelManifest.ts';
import { StudioError } from '#domain/errors.ts';
import type { DeviceThread } from './DeviceThread.ts';
import { finishOutput, prepareInput } from './pictures.task.ts';
import type { InferenceAnswer, InferenceCalls, Provider, Stage } from './protocol.ts';

export interface PredictionSite {
  readonly pool: ComputePool;
  readonly device: DeviceThread;
}

interface PassOptions {
  readonly signal: AbortSignal;
  readonly onStage: (stage: Stage, provider: Provider | null) => void;
}

/**
 * One item inside the inference process: once, or once more in a mirror where the options ask for the mean of both.
 * Several items at once overlap, so that the device finds the next one ready.
 *
 * @throws StudioError as the steps throw it; InvalidOption for a stereo network in a mirror; AbortError when dropped
 */
export async function predictInChild(
  site: PredictionSite,
  order: InferenceCalls['predict']['order'],
  options: PassOptions,
): Promise<InferenceAnswer> {
  if (order.options.flip === 'off') return await pass(site, order, false, options);
  const { manifest } = order.model;
  if (pictureCount(manifest) === 2) {
    throw new StudioError('InvalidOption', `${manifest.name} takes a pair, whose map has no mirrored twin`, {
      option: 'flip',
      expected: 'off',
      found: order.options.flip,
    });
  }
  const plain = await pass(site, order, false, options);
  const mirrored = await pass(site, order, true, options);
  const [a, b] = [plain.elapsedMs, mirrored.elapsedMs];
  return {
    ...plain,
    map: averageOfMirrored(plain.map, mirrored.map),
    confidence:
      plain.confidence && mirrored.confidence && averageOfMirrored(plain.confidence, mirrored.confidence),
    bad: plain.bad ?? mirrored.bad,
    elapsedMs: {
      prepare: a.prepare + b.prepare,
      load: a.load + b.load,
      infer: a.infer + b.infer,
      finish: a.finish + b.finish,
      idle: a.idle + b.idle,
    },
  };
}

/** Pictures in one thread, the network in another, the map in the first. */
async function pass(
  { pool, device }: PredictionSite,
  { model, options, left, right, cameras, focalPx, crashed }: InferenceCalls['predict']['order'],
  isMirrored: boolean,
  { signal, onStage }: PassOptions,
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
  const prepared = await pool.run(
    prepareInput,
    { left, right, cameras, isMirrored, input: chosen },
    { signal },
  );
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
    confidence: finished.confidence,
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
