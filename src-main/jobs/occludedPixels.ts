import type { ClassMask } from '#domain/annotation/classMasks.ts';
import { StudioError } from '#domain/errors.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { AssetRecord, ItemRecord } from '#domain/records.ts';
import { loadMask } from '#frames/loadFrame.ts';
import type { Project } from '#project/Project.ts';

/** The class that recipes leave out to score non-occluded pixels only. */
const className = 'occluded';

/** The dataset's own mask of an item, where the recipe asks for it. */
export function occlusionAssetOf(project: Project, itemId: number, recipe: Recipe): AssetRecord | null {
  if (!recipe.mask.ignoredClasses.includes(className)) return null;
  const isMask = ({ role }: AssetRecord) => role === 'nonoccluded-mask' || role === 'occlusion-mask';
  return project.items.assets(itemId).find(isMask) ?? null;
}

/**
 * The occluded pixels as a class beside the annotated ones. Empty where the recipe does not ask, or there is no mask.
 * @throws SizeMismatch where the mask is not of the item's size; as loadMask
 */
export async function occludedPixels(
  project: Project,
  item: ItemRecord,
  recipe: Recipe,
): Promise<ClassMask[]> {
  const asset = occlusionAssetOf(project, item.id, recipe);
  if (asset === null) return [];
  const { width, height, data } = await loadMask(project.resolve(asset.path), asset.role);
  if (width !== item.width || height !== item.height) {
    const [expected, found] = [`${item.width}×${item.height}`, `${width}×${height}`];
    const message = `${asset.path} is ${found}, its picture is ${expected}`;
    throw new StudioError('SizeMismatch', message, { file: asset.path, expected, found });
  }
  const marksVisible = asset.role === 'nonoccluded-mask';
  const occluded = marksVisible ? data.map((isVisible) => 1 - isVisible) : data;
  return [{ name: className, mask: { width, height, data: occluded } }];
}
