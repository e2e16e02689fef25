import { StudioError } from '#domain/errors.ts';
import type { NetworkMethod } from '#domain/methods/MethodSpec.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { pictureCount } from '#domain/networks/ModelManifest.ts';
import type { ItemRecord, PredictionRecord, RunRecord } from '#domain/records.ts';
import type { Quantity } from '#domain/rasters/Raster.ts';
import type { InferenceAnswer, LocatedModel } from '#inference/protocol.ts';
import type { PredictionInputs } from '#project/PredictionStore.ts';
import { contentOf, inferenceKey } from './cacheKey.ts';
import { leftPictureOf, stereoPairOf } from './itemSources.ts';
import { keepConfidence } from './givenConfidence.ts';
import { keptMap } from './keptMap.ts';
import type { JobContext } from './JobContext.ts';

/** A map of an item that is kept, and how it came to be. */
export interface MapOfItem extends Pick<PredictionRecord, 'elapsedMs' | 'details'> {
  readonly rasterId: string;
  readonly quantity: Quantity;
  /** Content of the pictures that it was made from. */
  readonly inputs: PredictionInputs;
}

/**
 * The stored map where the same network saw the same pictures before, else a new one from the inference process. A map
 * that is NaN or constant is kept all the same, with `badOutput` in its details: it can be looked at and is not scored.
 *
 * @throws ModelMissing, HashMismatch, BadModel and what else the inference process throws
 */
export async function inferredMap(
  { project, inference, signal }: Pick<JobContext, 'project' | 'inference' | 'signal'>,
  { method }: RunRecord,
  item: ItemRecord,
): Promise<MapOfItem> {
  if (inference === null) {
    throw new StudioError('ModelMissing', `${method.spec}: this program runs no networks`, {
      found: method.spec,
    });
  }
  const { model: name, options } = networkMethodOf(method.spec);
  const model = await inference.models.locate(name, signal);
  const { left, right } = picturesOf(project, item, model);
  const { cameras } = item;
  const focalPx = focalOf(item);
  const key = inferenceKey({ model, options, left, right, cameras, focalPx });
  const inputs = { left: contentOf(left), right: right && contentOf(right) };
  const kept = keptMap(project, item, { key, method });
  if (kept) return { ...kept, inputs };
  const answer = await inference.process.predict(
    {
      ...{ model, options, cameras, focalPx },
      left: project.resolve(left.path),
      right: right && project.resolve(right.path),
    },
    { signal },
  );
  const { prepare, infer, finish } = answer.elapsedMs;
  const details = detailsOf(model, answer);
  if (answer.bad) {
    // Not under its key: a later run tries again.
    const rasterId = await project.rasters.put(`${key}:bad`, answer.map);
    const badOutput = answer.bad.message;
    return {
      rasterId,
      quantity: answer.map.quantity,
      elapsedMs: prepare + infer + finish,
      details: { ...details, badOutput },
      inputs,
    };
  }
  const rasterId = await project.rasters.put(key, answer.map);
  if (answer.confidence) await keepConfidence(project, rasterId, answer.confidence);
  return { rasterId, quantity: answer.map.quantity, elapsedMs: prepare + infer + finish, details, inputs };
}

function networkMethodOf(spec: string): NetworkMethod {
  const method = parseMethodSpec(spec);
  if (method.kind === 'network') return method;
  throw new StudioError('InvalidOption', `${spec} is no network`, { option: 'method', found: spec });
}

function picturesOf(project: JobContext['project'], item: ItemRecord, { manifest }: LocatedModel) {
  if (pictureCount(manifest) === 1) return { left: leftPictureOf(project, item), right: null };
  return stereoPairOf(project, item);
}

/** Of the picture as it is; a calibration of another resolution does not count. */
function focalOf({ rig, width, height }: ItemRecord): number | null {
  return rig !== null && rig.width === width && rig.height === height ? rig.focalPx : null;
}

/** What is stored with the map: where it ran and why not elsewhere, what the network saw, what the time went into. */
function detailsOf(
  model: LocatedModel,
  { provider, rejected, input, elapsedMs }: InferenceAnswer,
): PredictionRecord['details'] {
  const round = (ms: number) => Math.round(ms * 100) / 100;
  return {
    provider,
    notUsed: rejected.map((entry) => `${entry.provider}: ${entry.reason}`).join('; '),
    inputSize: `${input.width}×${input.height}`,
    modelSha256: model.sha256,
    prepareMs: round(elapsedMs.prepare),
    loadMs: round(elapsedMs.load),
    inferMs: round(elapsedMs.infer),
    finishMs: round(elapsedMs.finish),
    idleMs: round(elapsedMs.idle),
  };
}
