import type { ComparedQuantity } from '../rasters/Raster.ts';
import { countFinite } from './countFinite.ts';
import type { Recipe } from './Recipe.ts';
import type { ScoredFrame } from './scopeMetrics.ts';

/** Below this share of pixels with ground truth, SSIM says little (a laser scanner's points on KITTI: about 0.2). */
const sparseTruth = 0.2;

/** What a reader of a frame's numbers should know about them, in sentences. */
export function comparisonWarnings(frame: ScoredFrame, recipe: Recipe): readonly string[] {
  const { width, height, compared, ssimMap } = frame;
  const warnings: string[] = [];
  const truth = countFinite(compared.groundTruth) / (width * height);
  if (ssimMap === null) {
    warnings.push(
      frame.dataRange === null
        ? 'SSIM has no value: the ground truth is constant, so its span gives no data range.'
        : `SSIM has no value: the frame, ${width}×${height}, is smaller than the window, ${recipe.ssim.windowPx}.`,
    );
  } else if (truth < sparseTruth) {
    const similar = countFinite(ssimMap) / (width * height);
    warnings.push(
      `Sparse ground truth: ${percent(truth)} of the pixels have a value, and SSIM has one at ${percent(similar)}.`,
    );
  }
  if (recipe.quantity !== 'disparity') {
    const behind = compared.prediction.reduce(
      (count, p, i) => count + (p <= 0 && Number.isFinite(compared.groundTruth[i]) ? 1 : 0),
      0,
    );
    if (behind > 0) {
      warnings.push(
        `${behind} compared pixels have a ${nameOf[recipe.quantity]} ≤ 0 after alignment and are left out of ratios, logarithms and inverses.`,
      );
    }
  }
  return warnings;
}

const nameOf: Readonly<Record<ComparedQuantity, string>> = {
  disparity: 'disparity',
  depth: 'depth',
  'inverse-depth': 'inverse depth',
};

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
