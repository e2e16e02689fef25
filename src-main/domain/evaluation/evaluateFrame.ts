import { metricQuantity } from '../camera/convertRaster.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import type { BackgroundRule } from '../ignore/BackgroundRule.ts';
import type { PointPair } from '../metrics/ordinalAccuracy.ts';
import type { ComparedQuantity, Mask, Raster } from '../rasters/Raster.ts';
import { findRegions } from '../regions/findRegions.ts';
import type { JudgedFrame } from '../regions/pixelBadness.ts';
import type { EffectiveRecipe } from './effectiveRecipe.ts';
import type { EvaluationKernels } from './EvaluationKernels.ts';
import type { FrameEvaluation } from './FrameEvaluation.ts';
import type { Recipe } from './Recipe.ts';
import type { ValuePair } from './scopeMetrics.ts';
import { scoreFrame } from './scoreFrame.ts';
import type { ScratchMaps } from './ScratchMaps.ts';

/** A frame to be judged. */
export interface EvaluateFrameInput {
  readonly groundTruth: Raster;
  readonly prediction: Raster;
  /** Null where the item has no calibration; then only like quantities can be compared. */
  readonly rig: StereoRig | null;
  readonly recipe: Recipe;
  /** Annotated pixels by class name. */
  readonly classMasks: readonly { readonly name: string; readonly mask: Mask }[];
  /**
   * Parts of the frame, of the ground truth's size, that are scored instead of the whole, its classes and strata. For parts
   * that are known only after the frame was compared; at least one.
   */
  readonly parts?: readonly { readonly name: string; readonly mask: Mask }[];
  /** Annotated pairs of pixels, for the family `ordinal`. */
  readonly pointPairs?: readonly PointPair[];
  /** Of the ground truth's size, larger = less certain, for the family `sparsification`. */
  readonly uncertainty?: Float32Array;
  /** The item's background by its folder's rule, which says what becomes of it; absent = none is told apart. */
  readonly background?: { readonly mask: Mask; readonly rule: BackgroundRule };
}

/** What an evaluation may ask of its surroundings; a task's context fits. */
export interface EvaluationContext {
  checkCancelled(): void;
  /** Share done, [0, 1]. */
  progress(share: number): void;
  /** Default: the readable implementations. The worker and the command line give those of wasm/metrics. */
  readonly kernels?: EvaluationKernels;
  /** Default: the frame's own. The worker keeps one for all frames. */
  readonly scratch?: ScratchMaps;
}

/**
 * Compares a prediction with ground truth under a recipe: resize, convert, mask, align, clip, error map, SSIM, metrics for
 * the whole frame, inside and outside every annotated class, along the limb and in the recipe's strata, failure regions.
 *
 * The recipe's quantity decides the space of clipping, error map, SSIM and regions, and of the fit unless it names
 * another. Depth metrics are computed
 * in metres and disparity metrics in pixels of that same aligned prediction, wherever the rig (or the maps' own quantity)
 * allows it; otherwise they have no value. Values are float64 from the given float32 to every number; the returned maps
 * are rounded once.
 *
 * @throws SizeMismatch when class mask and ground truth differ in size, or the prediction where it may not be resized.
 * @throws CalibrationMissing when the comparison or a depth bound needs a rig, a baseline or one of this size.
 * @throws NoValidPixels when no pixel has ground truth and prediction, or too few for the alignment.
 * @throws InvalidOption when a relative map is compared without alignment or in a quantity it has no relation to, or a
 *   crop does not fit.
 */
export function evaluateFrame(
  input: EvaluateFrameInput,
  context: EvaluationContext = unattended,
): FrameEvaluation {
  const { width, height } = input.groundTruth;
  const score = scoreFrame(input, context, { isKept: true });
  const { alignment, metrics, warnings, recipe, compared, similarity } = score;
  const ssim = similarity?.map ?? new Float32Array(width * height).fill(NaN);
  const aligned = new Float32Array(width * height);
  const errors = new Float32Array(width * height);
  for (let i = 0; i < errors.length; i += 1) {
    aligned[i] = compared.prediction[i]!;
    errors[i] = compared.prediction[i]! - compared.groundTruth[i]!;
  }
  const error = score.scratch.take(width * height);
  const regions = regionsOf({ width, height, ...compared, ssim }, recipe, error);
  context.progress(1);
  const { quantity } = recipe;
  return {
    ...{ alignment, metrics, regions, warnings },
    aligned: { quantity: metricQuantity[quantity], width, height, values: aligned },
    error: { quantity: errorQuantity[quantity], width, height, values: errors },
    ssim: { quantity: 'ssim', width, height, values: ssim },
    coverage: {
      quantity: 'coverage',
      width,
      height,
      values: similarity?.coverage ?? new Float32Array(width * height),
    },
  };
}

const unattended: EvaluationContext = { checkCancelled: () => undefined, progress: () => undefined };

const errorQuantity = {
  disparity: 'error:px',
  depth: 'error:m',
  'inverse-depth': 'error:1/m',
} as const satisfies Record<ComparedQuantity, Raster['quantity']>;

/** None, and nothing computed, where the recipe names no reason to fail. */
function regionsOf(
  { width, height, groundTruth, prediction, ssim }: ValuePair & Omit<JudgedFrame, 'error'>,
  { regions }: EffectiveRecipe,
  error: Float64Array,
): FrameEvaluation['regions'] {
  if (regions.ssimBelow === null && regions.errorAbove === null) return [];
  for (let i = 0; i < error.length; i += 1) error[i] = prediction[i]! - groundTruth[i]!;
  return findRegions({ width, height, groundTruth, error, ssim }, regions);
}
