import { convertRaster } from '#domain/camera/convertRaster.ts';
import { isStudioError, StudioError } from '#domain/errors.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { AssetRecord, ItemRecord } from '#domain/records.ts';
import { loadMap, loadPicture } from '#frames/loadFrame.ts';
import type { Project } from '#project/Project.ts';
import { relativePaths } from './relativePaths.ts';

/** A map, or why it cannot be shown. */
type Shown<T> = { readonly value: T; readonly note: null } | { readonly value: null; readonly note: string };

/** What the panes of one item show, at the item's size. */
export interface ItemMaps {
  readonly width: number;
  readonly height: number;
  readonly left: Shown<Picture>;
  /** In the compared quantity. */
  readonly groundTruth: Shown<Raster>;
  /** In the compared quantity, aligned. */
  readonly prediction: Raster;
  readonly error: Raster;
  readonly ssim: Raster;
}

/** Reads the sources and the stored comparison of one item of a run. @throws NotFound, FileMissing, BadFile (rasters) */
export async function loadItemMaps(
  project: Project,
  runId: number,
  itemId: number,
  recipe: Recipe,
): Promise<ItemMaps> {
  const item = project.items.get(itemId);
  const { evaluation } = project.evaluations.of(runId, itemId);
  if (evaluation === null) {
    throw new StudioError('NotFound', `${item.name} was not compared in run ${runId}`, { item: item.name });
  }
  const [prediction, error, ssim] = await Promise.all(
    [evaluation.alignedRasterId, evaluation.errorRasterId, evaluation.ssimRasterId].map((id) =>
      project.rasters.get(id),
    ),
  );
  return {
    width: error!.width,
    height: error!.height,
    left: await shown(project, item, () => loadLeft(project, item)),
    groundTruth: await shown(project, item, () => loadGroundTruth(project, item, recipe)),
    prediction: prediction!,
    error: error!,
    ssim: ssim!,
  };
}

async function loadLeft(project: Project, item: ItemRecord): Promise<Picture> {
  const { path } = assetOf(project, item, (asset) => asset.role === 'left', 'left picture');
  return loadPicture(project.resolve(path));
}

async function loadGroundTruth(project: Project, item: ItemRecord, recipe: Recipe): Promise<Raster> {
  const isTruth = ({ role }: AssetRecord) => role === 'disparity' || role === 'depth';
  const { path, encoding } = assetOf(project, item, isTruth, 'ground truth');
  return convertRaster(await loadMap(project.resolve(path), encoding!), recipe.quantity, item.rig);
}

function assetOf(
  project: Project,
  item: ItemRecord,
  isWanted: (asset: AssetRecord) => boolean,
  what: string,
): AssetRecord {
  const wanted = project.items.assets(item.id).filter(isWanted);
  const asset = wanted.find(({ role }) => role !== 'depth') ?? wanted[0];
  if (asset) return asset;
  throw new StudioError('FileMissing', `${item.name} has no ${what}`, { item: item.name, expected: what });
}

/** Turns an expected failure, or a size that does not fit, into a note. */
async function shown<T extends { readonly width: number; readonly height: number }>(
  project: Project,
  item: ItemRecord,
  load: () => Promise<T>,
): Promise<Shown<T>> {
  try {
    const value = await load();
    if (value.width === item.width && value.height === item.height) return { value, note: null };
    const [found, expected] = [value, item].map(({ width, height }) => `${width} × ${height}`);
    return { value: null, note: `SizeMismatch: the file is now ${found}, expected ${expected}` };
  } catch (error) {
    if (!isStudioError(error)) throw error;
    return { value: null, note: `${error.tag}: ${relativePaths(error.message, project)}` };
  }
}
