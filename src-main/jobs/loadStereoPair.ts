import type { ItemRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';
import { pairKey } from './cacheKey.ts';
import { freshSources } from './freshSources.ts';
import { stereoPairOf } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';
import { readStereoPair, type StereoPair } from './readStereoPair.ts';

/** The pair that was read last of each open project: the bench asks for the same one again and again. */
const lastPairs = new WeakMap<Project, { readonly key: string; readonly pair: Promise<StereoPair> }>();

/**
 * Both pictures of an item as readStereoPair gives them; those asked for last are kept in memory. Reading goes on when
 * one of those who wait for it loses interest.
 *
 * @throws as readStereoPair
 */
export async function loadStereoPair(
  { project, pool }: Pick<JobContext, 'project' | 'pool'>,
  item: ItemRecord,
): Promise<StereoPair> {
  await freshSources(project, item.id);
  const key = pairKey(stereoPairOf(project, item)).join(' ');
  const last = lastPairs.get(project);
  if (last?.key === key) return await last.pair;
  const pair = readStereoPair({ project, pool }, item);
  lastPairs.set(project, { key, pair });
  try {
    return await pair;
  } catch (error) {
    if (lastPairs.get(project)?.pair === pair) lastPairs.delete(project);
    throw error;
  }
}
