import type { AlignmentMethod } from '../alignment/Alignment.ts';
import { describeBackground } from '../ignore/describeBackground.ts';
import type { ComparedQuantity } from '../rasters/Raster.ts';
import { formatCrop } from './crops.ts';
import { effectiveRecipe, type EffectiveRecipe } from './effectiveRecipe.ts';
import type { Recipe } from './Recipe.ts';

/**
 * A recipe in one short line, e.g. `disparity · no alignment · SSIM 7, L = GT span`. What is as usual is not said; region
 * rules, families and strata, which do not change a number, are left out.
 */
export function recipeLabel(given: Recipe): string {
  const recipe = effectiveRecipe(given);
  const { clip, mask, average, resize, holes, unpredicted } = recipe;
  const unit = unitOf[recipe.quantity];
  const ignored = mask.ignoredClasses.filter((name) => name !== 'ignore');
  return [
    recipe.quantity.replace('-', ' '),
    alignmentText(recipe),
    boundsLabel(mask.minDepthM, mask.maxDepthM),
    mask.crop.length > 0 ? `crop ${mask.crop.map(formatCrop).join(' + ')}` : null,
    ignored.length > 0 ? `without ${ignored.join(', ')}` : null,
    ...new Set(mask.background.map(({ rule }) => describeBackground(rule))),
    resize === 'refuse' ? null : `resized ${resize}`,
    holes === 'leave' ? null : 'holes filled as KITTI does',
    unpredicted === 'leave-out' ? null : `missing counted ${unpredicted === 'bad' ? 'as bad' : 'as not bad'}`,
    clip === null ? null : `clipped to ${clip.min}–${clip.max} ${unit}`,
    ssimText(recipe, unit),
    average === 'images' ? null : 'pooled over pixels',
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function alignmentText({ quantity, alignment, alignIn, alignFloor }: EffectiveRecipe): string {
  const space = alignIn === quantity ? '' : ` in ${alignIn.replace('-', ' ')}`;
  const floor = alignFloor === null ? '' : `, at least ${alignFloor} ${unitOf[alignIn]}`;
  return alignmentLabel[alignment] + space + floor;
}

function ssimText({ ssim }: EffectiveRecipe, unit: string): string {
  const ranges = { 'ground-truth-span': 'GT span', 'ground-truth-percentiles': 'GT 2–98 %' };
  const isEightBit = ssim.levels === 'eight-bit';
  const range =
    typeof ssim.dataRange === 'number'
      ? `${ssim.dataRange}${isEightBit ? '' : ` ${unit}`}`
      : ranges[ssim.dataRange];
  return [
    `SSIM ${ssim.windowPx}`,
    ssim.window === 'gaussian' ? 'Gaussian' : null,
    ssim.covariance === 'population' ? 'population covariance' : null,
    ssim.K1 === 0.01 && ssim.K2 === 0.03 ? null : `K = ${ssim.K1}, ${ssim.K2}`,
    isEightBit ? 'of 8-bit min–max maps' : null,
    `L = ${range}`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

function boundsLabel(minDepthM: number | null, maxDepthM: number | null): string | null {
  if (minDepthM === null) return maxDepthM === null ? null : `depth ≤ ${maxDepthM} m`;
  return maxDepthM === null ? `depth ≥ ${minDepthM} m` : `depth ${minDepthM}–${maxDepthM} m`;
}

const alignmentLabel: Readonly<Record<AlignmentMethod, string>> = {
  none: 'no alignment',
  median: 'median scale',
  scale: 'least-squares scale',
  'scale-shift': 'least-squares scale and shift',
  ssi: 'median and mean deviation',
  trimmed: 'trimmed scale and shift',
  robust: 'least-absolute scale and shift',
};

const unitOf: Readonly<Record<ComparedQuantity, string>> = {
  disparity: 'px',
  depth: 'm',
  'inverse-depth': '1/m',
};
