import type { Picture } from '#domain/rasters/Raster.ts';
import type { AssetRecord, ItemRecord } from '#domain/records.ts';
import { loadFrame } from '#frames/loadFrame.ts';
import type { Project } from '#project/Project.ts';
import { stereoPairOf } from './itemSources.ts';

export interface StereoPair {
  readonly assets: { readonly left: AssetRecord; readonly right: AssetRecord };
  readonly left: Picture;
  readonly right: Picture;
}

/** The pair that was loaded last of each open project: the bench asks for the same one again and again. */
const lastPairs = new WeakMap<Project, { readonly key: string; readonly pair: Promise<StereoPair> }>();

/**
 * Both pictures of an item, decoded; those asked for last are kept in memory.
 *
 * @throws FileMissing (also where the item has no right picture), BadFile, Unsupported, PathRefused
 */
export async function loadStereoPair(project: Project, item: ItemRecord): Promise<StereoPair> {
  const assets = stereoPairOf(project, item);
  const key = `${assets.left.sha256} ${assets.right.sha256}`;
  const last = lastPairs.get(project);
  if (last?.key === key) return await last.pair;
  const pair = load(project, assets);
  lastPairs.set(project, { key, pair });
  try {
    return await pair;
  } catch (error) {
    if (lastPairs.get(project)?.pair === pair) lastPairs.delete(project);
    throw error;
  }
}

async function load(project: Project, assets: StereoPair['assets']): Promise<StereoPair> {
  const { left, right } = await loadFrame({
    left: project.resolve(assets.left.path),
    right: project.resolve(assets.right.path),
    groundTruth: null,
  });
  return { assets, left, right: right! };
}
