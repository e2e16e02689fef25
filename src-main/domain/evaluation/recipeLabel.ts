import type { ComparedQuantity } from '../rasters/Raster.ts';
import type { Recipe } from './Recipe.ts';

/** A recipe in one short line, e.g. `disparity · no alignment · SSIM 7, L = GT span`. Region rules are left out. */
export function recipeLabel(recipe: Recipe): string {
  const unit = unitOf[recipe.quantity];
  const { clip, mask, ssim } = recipe;
  const range = ssim.dataRange === 'ground-truth-span' ? 'GT span' : `${ssim.dataRange} ${unit}`;
  const ignored = mask.ignoredClasses.filter((name) => name !== 'ignore');
  return [
    recipe.quantity.replace('-', ' '),
    alignmentLabel[recipe.alignment],
    boundsLabel(mask.minDepthM, mask.maxDepthM),
    ignored.length > 0 ? `without ${ignored.join(', ')}` : null,
    clip === null ? null : `clipped to ${clip.min}–${clip.max} ${unit}`,
    `SSIM ${ssim.windowPx}, L = ${range}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function boundsLabel(minDepthM: number | null, maxDepthM: number | null): string | null {
  if (minDepthM === null) return maxDepthM === null ? null : `depth ≤ ${maxDepthM} m`;
  return maxDepthM === null ? `depth ≥ ${minDepthM} m` : `depth ${minDepthM}–${maxDepthM} m`;
}

const alignmentLabel: Readonly<Record<Recipe['alignment'], string>> = {
  none: 'no alignment',
  median: 'median scale',
  scale: 'least-squares scale',
  'scale-shift': 'least-squares scale and shift',
};

const unitOf: Readonly<Record<ComparedQuantity, string>> = {
  disparity: 'px',
  depth: 'm',
  'inverse-depth': '1/m',
};
