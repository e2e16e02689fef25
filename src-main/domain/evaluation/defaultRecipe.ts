import type { ComparedQuantity } from '../rasters/Raster.ts';
import type { Recipe, RegionRule } from './Recipe.ts';

/**
 * The recipe that a new project starts with: no alignment, no bounds, pixels annotated `ignore` left out, scikit-image's
 * SSIM with the ground truth's span as data range.
 *
 * A disparity fails as KITTI 2015's D1 says (more than 3 px and more than 5 %), a depth or inverse depth where it is off
 * by more than a quarter. SSIM is no reason by default: below 0.5 it marks a band along every depth edge of a dense map,
 * which joins unrelated failures into one region, and with a laser scanner's points it hardly has a value. Merging at
 * 8 px joins such points and not separate objects, judged by eye on KITTI, Middlebury, ETH3D and FlyingThings3D.
 */
export function defaultRecipe(quantity: ComparedQuantity): Recipe {
  return {
    quantity,
    alignment: 'none',
    mask: { minDepthM: null, maxDepthM: null, ignoredClasses: ['ignore'] },
    clip: null,
    ssim: { windowPx: 7, dataRange: 'ground-truth-span', minCoverage: 0.5 },
    regions: { ssimBelow: null, errorAbove: errorAbove[quantity], mergePx: 8, minAreaPx: 64 },
  };
}

const errorAbove: Readonly<Record<ComparedQuantity, NonNullable<RegionRule['errorAbove']>>> = {
  disparity: { absolute: 3, relative: 0.05 },
  depth: { absolute: 0.1, relative: 0.25 },
  'inverse-depth': { absolute: 0, relative: 0.25 },
};
