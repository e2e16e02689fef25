import { matchStereo } from '#compute/tasks/matchStereo.task.ts';
import { isStudioError } from '#domain/errors.ts';
import type { ItemRecord, PredictionRecord, RunRecord } from '#domain/records.ts';
import { disparityFromFixed } from '#domain/stereo/disparityFromFixed.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { loadFrame } from '#frames/loadFrame.ts';
import { matchingKey } from './cacheKey.ts';
import { stereoPairOf } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'signal'>;

/**
 * Matches one item's pair and saves the map and its prediction. An expected failure is saved as the item's failed
 * prediction; cancellation and bugs are thrown, and leave the item to be done.
 */
export async function predictItem(
  studio: Studio,
  run: RunRecord,
  item: ItemRecord,
): Promise<PredictionRecord> {
  const { predictions } = studio.project;
  const place = { runId: run.id, itemId: item.id };
  try {
    const map = await matchedMap(studio, run, item);
    return predictions.saveDone({ ...place, ...map, quantity: 'disparity:px' });
  } catch (error) {
    if (!isStudioError(error)) throw error;
    const { tag, message, fields } = error;
    return predictions.saveFailed({ ...place, error: { tag, message, fields }, elapsedMs: 0 });
  }
}

/** The stored map where the same matcher saw the same pictures before, else a new one. */
async function matchedMap(
  { project, pool, signal }: Studio,
  { method }: RunRecord,
  item: ItemRecord,
): Promise<Pick<PredictionRecord, 'elapsedMs' | 'details'> & { readonly rasterId: string }> {
  const assets = stereoPairOf(project, item);
  const key = matchingKey(method, assets.left, assets.right);
  const kept = project.rasters.idOf(key);
  if (kept !== null) return { rasterId: kept, elapsedMs: 0, details: {} };

  const { left, right } = await loadFrame({
    left: project.resolve(assets.left.path),
    right: project.resolve(assets.right.path),
    groundTruth: null,
  });
  const { options } = parseMethodSpec(method.spec);
  const { disparity16, path, threads, elapsedMs } = await pool.run(
    matchStereo,
    { left, right: right!, options },
    { signal },
  );
  const disparity = disparityFromFixed(disparity16, left, options);
  return { rasterId: await project.rasters.put(key, disparity), elapsedMs, details: { path, threads } };
}
