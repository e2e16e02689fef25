import type { ComparedQuantity } from '../rasters/Raster.ts';
import type { EvaluateFrameInput } from './evaluateFrame.ts';
import type { ScoredFrame } from './scopeMetrics.ts';
import { unitDoubts } from './unitDoubts.ts';

/** Below this share of pixels with ground truth, SSIM says little (a laser scanner's points on KITTI: about 0.2). */
const sparseTruth = 0.2;

/**
 * What a reader of a frame's numbers should know about them, in sentences.
 * @param known  pixels with ground truth.
 */
export function comparisonWarnings(
  frame: ScoredFrame,
  { recipe, classMasks, ...maps }: Omit<EvaluateFrameInput, 'rig'>,
  known: number,
): readonly string[] {
  const { width, height, compared, ssimMap } = frame;
  const isFitted = recipe.alignment !== 'none';
  const warnings = [...unitDoubts(maps.groundTruth, isFitted ? null : maps.prediction)];
  const truth = known / (width * height);
  if (ssimMap === null) {
    warnings.push(
      frame.dataRange === null
        ? 'SSIM has no value: the ground truth is constant, so its span gives no data range.'
        : `SSIM has no value: the frame, ${width}×${height}, is smaller than the window, ${recipe.ssim.windowPx}.`,
    );
  } else if (truth < sparseTruth) {
    const similar = countSimilar(ssimMap) / (width * height);
    warnings.push(
      `Sparse ground truth: ${percent(truth)} of the pixels have a value, and SSIM has one at ${percent(similar)}.`,
    );
  }
  if (recipe.quantity !== 'disparity') {
    let behind = 0;
    for (let i = 0; i < compared.prediction.length; i += 1) {
      if (compared.prediction[i]! <= 0 && Number.isFinite(compared.groundTruth[i])) behind += 1;
    }
    if (behind > 0) {
      warnings.push(
        `${behind} compared pixels have a ${nameOf[recipe.quantity]} ≤ 0 after alignment and are left out of ratios, logarithms and inverses.`,
      );
    }
  }
  if (
    recipe.mask.ignoredClasses.includes('occluded') &&
    !classMasks.some(({ name }) => name === 'occluded')
  ) {
    warnings.push(
      'The recipe leaves out occluded pixels, but this item has no mask of them: all pixels are scored.',
    );
  }
  if ((recipe.strata?.bandsM ?? []).length > 0 && frame.depth === null) {
    warnings.push(
      'Distance bands need the depth of the ground truth, which is not known without calibration.',
    );
  }
  return warnings;
}

function countSimilar(ssimMap: Float32Array): number {
  let count = 0;
  for (let i = 0; i < ssimMap.length; i += 1) if (!Number.isNaN(ssimMap[i]!)) count += 1;
  return count;
}

const nameOf: Readonly<Record<ComparedQuantity, string>> = {
  disparity: 'disparity',
  depth: 'depth',
  'inverse-depth': 'inverse depth',
};

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
