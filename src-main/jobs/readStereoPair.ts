import type { ComputePool } from '#compute/pool/ComputePool.ts';
import { rectifyPicture } from '#compute/tasks/rectifyPicture.task.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import type { ItemRecord } from '#domain/records.ts';
import { loadFrame, loadPicture } from '#frames/loadFrame.ts';
import type { Project } from '#project/Project.ts';
import type { StereoSource } from './cacheKey.ts';
import { stereoPairOf } from './itemSources.ts';

interface Studio {
  readonly project: Project;
  readonly pool: ComputePool;
  readonly signal?: AbortSignal;
}

export interface StereoPair {
  readonly assets: StereoSource;
  readonly left: Picture;
  readonly right: Picture;
}

/**
 * Both pictures of an item as everything sees them: undistorted and rectified where the item has cameras.
 *
 * @throws FileMissing (also where the item has no right picture), BadFile, Unsupported, PathRefused, SizeMismatch;
 *         CalibrationMissing where the pictures have another size than the cameras; AbortError
 */
export async function readStereoPair(studio: Studio, item: ItemRecord): Promise<StereoPair> {
  const { project } = studio;
  const assets = stereoPairOf(project, item);
  const { left, right } = await loadFrame({
    left: project.resolve(assets.left.path),
    right: project.resolve(assets.right.path),
    groundTruth: null,
  });
  const [leftPicture, rightPicture] = await Promise.all([
    rectified(studio, item, 'left', left),
    rectified(studio, item, 'right', right!),
  ]);
  return { assets, left: leftPicture, right: rightPicture };
}

/**
 * One picture of an item as everything sees it: undistorted and rectified where the item has cameras.
 * @throws as readStereoPair
 */
export async function readItemPicture(
  studio: Studio,
  item: ItemRecord,
  { role, path }: StereoSource['left'],
): Promise<Picture> {
  const picture = await loadPicture(studio.project.resolve(path));
  return role === 'left' || role === 'right' ? rectified(studio, item, role, picture) : picture;
}

async function rectified(
  { pool, signal }: Studio,
  { cameras }: ItemRecord,
  side: 'left' | 'right',
  picture: Picture,
): Promise<Picture> {
  return cameras === null ? picture : pool.run(rectifyPicture, { picture, side, cameras }, { signal });
}
