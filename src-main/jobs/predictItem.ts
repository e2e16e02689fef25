import { isStudioError, StudioError } from '#domain/errors.ts';
import type { ItemRecord, PredictionRecord, RunRecord } from '#domain/records.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { contentOf, matchingKey } from './cacheKey.ts';
import { checkRows } from './checkRows.ts';
import { freshSources } from './freshSources.ts';
import { inferredMap, type MapOfItem } from './inferItem.ts';
import { stereoPairOf } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';
import { keptMap } from './keptMap.ts';
import { matchPair } from './matchPair.ts';
import { readStereoPair } from './readStereoPair.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'inference' | 'signal' | 'emit'>;

/**
 * Matches one item's pair, or runs a network on it, and saves the map and its prediction. An expected failure is saved as the item's failed
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
    if (await freshSources(studio.project, item.id, studio.signal)) {
      studio.emit({ type: 'items', ids: [item.id] });
      item = studio.project.items.get(item.id);
    }
    const map =
      run.method.kind === 'network'
        ? await inferredMap(studio, run, item)
        : await matchedMap(studio, run, item);
    return predictions.saveDone({ ...place, ...map });
  } catch (error) {
    if (!isStudioError(error)) throw error;
    const { tag, message, fields } = error;
    return predictions.saveFailed({ ...place, error: { tag, message, fields }, elapsedMs: 0 });
  }
}

/** The stored map where the same matcher saw the same pictures before, else a new one. */
async function matchedMap(studio: Studio, { method }: RunRecord, item: ItemRecord): Promise<MapOfItem> {
  const { project } = studio;
  const assets = stereoPairOf(project, item);
  const key = matchingKey(method, assets);
  const inputs = { left: contentOf(assets.left), right: contentOf(assets.right) };
  const kept = keptMap(project, item, { key, method });
  if (kept) return { ...kept, inputs };

  const pair = await readStereoPair(studio, item);
  const { left, right } = pair;
  const [{ disparity, elapsedMs, details }] = await Promise.all([
    matchPair(studio, stereoMethodOf(method.spec), { left, right }),
    checkRows(studio, item, pair),
  ]);
  const rasterId = await project.rasters.put(key, disparity);
  return { rasterId, quantity: disparity.quantity, elapsedMs, details, inputs };
}

/** @throws InvalidOption for a method that matches no pairs */
function stereoMethodOf(spec: string): StereoMethod {
  const method = parseMethodSpec(spec);
  if (method.kind !== 'network') return method;
  throw new StudioError('InvalidOption', `${spec} does not match pairs`, { option: 'method', found: spec });
}
