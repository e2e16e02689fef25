import { canConvert, convertArray, convertValues, metricQuantity } from '../camera/convertRaster.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import type { PointPair } from '../metrics/ordinalAccuracy.ts';
import { selectQuantiles } from '../metrics/quantile.ts';
import type { SsimResult } from '../metrics/ssim.ts';
import type { ComparedQuantity, Mask, Raster } from '../rasters/Raster.ts';
import { findRegions } from '../regions/findRegions.ts';
import type { JudgedFrame } from '../regions/pixelBadness.ts';
import { alignPrediction } from './alignPrediction.ts';
import { comparedPrediction } from './comparedValues.ts';
import { comparisonWarnings } from './comparisonWarnings.ts';
import { effectiveRecipe, type EffectiveRecipe } from './effectiveRecipe.ts';
import { eightBit } from './eightBit.ts';
import { type EvaluationKernels, readableKernels } from './EvaluationKernels.ts';
import { FamilyMetrics } from './FamilyMetrics.ts';
import type { FrameEvaluation } from './FrameEvaluation.ts';
import type { Recipe } from './Recipe.ts';
import { resizeMap } from './resizeMap.ts';
import { ScratchMaps } from './ScratchMaps.ts';
import { scopeMetrics, type ScoredFrame, type ValuePair } from './scopeMetrics.ts';
import { scopesOf } from './scopes.ts';
import { scoredPixels } from './scoredPixels.ts';

/** A frame to be judged. */
export interface EvaluateFrameInput {
  readonly groundTruth: Raster;
  readonly prediction: Raster;
  /** Null where the item has no calibration; then only like quantities can be compared. */
  readonly rig: StereoRig | null;
  readonly recipe: Recipe;
  /** Annotated pixels by class name. */
  readonly classMasks: readonly { readonly name: string; readonly mask: Mask }[];
  /** Annotated pairs of pixels, for the family `ordinal`. */
  readonly pointPairs?: readonly PointPair[];
  /** Of the ground truth's size, larger = less certain, for the family `sparsification`. */
  readonly uncertainty?: Float32Array;
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
 * the whole frame, inside and outside every annotated class and in the recipe's strata, failure regions.
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
  const { groundTruth: truthRaster, rig } = input;
  const kernels = context.kernels ?? readableKernels;
  const scratch = context.scratch ?? new ScratchMaps();
  scratch.begin();
  const recipe = effectiveRecipe(input.recipe);
  const { width, height } = truthRaster;
  const resized = resizeMap(input.prediction, truthRaster, recipe.resize);
  const inside = scoredPixels(input, recipe);
  const map = () => scratch.take(width * height);
  const truthIn = (space: ComparedQuantity) =>
    maskValues(convertValues(truthRaster, space, rig, map()), inside);
  const groundTruth = truthIn(recipe.quantity);
  const { prediction, filled, alignment, warnings } = alignPrediction(
    {
      width,
      height,
      prediction: comparedPrediction(resized, recipe, rig, map()),
      groundTruth: recipe.alignIn === recipe.quantity ? groundTruth : truthIn(recipe.alignIn),
      rig,
    },
    recipe,
  );
  const compared = { groundTruth, prediction };
  context.progress(0.15);
  context.checkCancelled();

  const similar = recipe.ssim.levels === 'eight-bit' ? eightBit(compared) : compared;
  const dataRange = dataRangeOf(similar.groundTruth, recipe.ssim.dataRange);
  const similarity = similarityOf({ width, height, ...similar }, { recipe, dataRange, context });
  context.progress(0.6);
  context.checkCancelled();

  const pairIn = (space: ComparedQuantity): ValuePair | null => {
    if (space === recipe.quantity) return compared;
    const isKnown = canConvert(truthRaster, space, rig) && canReach(recipe.quantity, space, rig);
    if (!isKnown) return null;
    return {
      groundTruth: truthIn(space),
      prediction: convertArray(prediction, { from: recipe.quantity, to: space, rig }, map()),
    };
  };
  const frame: ScoredFrame = {
    width,
    height,
    compared,
    filled,
    depth: pairIn('depth'),
    disparity: pairIn('disparity'),
    similar,
    ssimMap: similarity?.map ?? null,
    ssimWindowPx: recipe.ssim.windowPx,
    dataRange,
    unpredicted: recipe.unpredicted,
  };
  const families = new FamilyMetrics(frame, input, kernels);
  const metrics = scopesOf(input, recipe, frame.depth?.groundTruth ?? null).flatMap((scope) => {
    context.checkCancelled();
    return scopeMetrics(frame, scope, { families: families.of(scope), sum: kernels.sumScope });
  });
  context.progress(0.85);

  const ssimMap = similarity?.map ?? new Float32Array(width * height).fill(NaN);
  const errors = new Float32Array(width * height);
  for (let i = 0; i < errors.length; i += 1) errors[i] = prediction[i]! - groundTruth[i]!;
  const regions = regionsOf({ width, height, ...compared, ssim: ssimMap }, recipe, map);
  context.progress(1);
  const { quantity } = recipe;
  return {
    alignment,
    aligned: { quantity: metricQuantity[quantity], width, height, values: new Float32Array(prediction) },
    error: { quantity: errorQuantity[quantity], width, height, values: errors },
    ssim: { quantity: 'ssim', width, height, values: ssimMap },
    coverage: {
      quantity: 'coverage',
      width,
      height,
      values: similarity?.coverage ?? new Float32Array(width * height),
    },
    metrics,
    regions,
    warnings: [...warnings, ...comparisonWarnings(frame, input)],
  };
}

const unattended: EvaluationContext = { checkCancelled: () => undefined, progress: () => undefined };

const errorQuantity = {
  disparity: 'error:px',
  depth: 'error:m',
  'inverse-depth': 'error:1/m',
} as const satisfies Record<ComparedQuantity, Raster['quantity']>;

function maskValues(values: Float64Array<ArrayBuffer>, inside: Uint8Array | null): Float64Array<ArrayBuffer> {
  if (inside === null) return values;
  for (let i = 0; i < values.length; i += 1) if (inside[i] === 0) values[i] = NaN;
  return values;
}

/** Null for a ground truth without span, where SSIM has no scale. */
function dataRangeOf(groundTruth: Float64Array, rule: Recipe['ssim']['dataRange']): number | null {
  if (typeof rule === 'number') return rule;
  const [low, high] =
    rule === 'ground-truth-span'
      ? spanOf(groundTruth)
      : selectQuantiles(groundTruth.filter(Number.isFinite), [0.02, 0.98]);
  return low !== null && high !== null && high! > low! ? high! - low! : null;
}

function spanOf(values: Float64Array): readonly [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (value - value !== 0) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** Null where SSIM is undefined: no data range, or a frame smaller than the window. */
function similarityOf(
  frame: ValuePair & { readonly width: number; readonly height: number },
  {
    recipe,
    dataRange,
    context,
  }: { recipe: EffectiveRecipe; dataRange: number | null; context: EvaluationContext },
): SsimResult | null {
  const { windowPx, window, covariance, K1, K2, minCoverage } = recipe.ssim;
  if (dataRange === null || windowPx > Math.min(frame.width, frame.height)) return null;
  const onRow = (y: number) => {
    if (y % 64 === 0) context.checkCancelled();
  };
  const options = { dataRange, windowPx, window, covariance, K1, K2, minCoverage, onRow };
  return (context.kernels ?? readableKernels).ssim(frame, options);
}

/** None, and nothing computed, where the recipe names no reason to fail. */
function regionsOf(
  { width, height, groundTruth, prediction, ssim }: ValuePair & Omit<JudgedFrame, 'error'>,
  { regions }: EffectiveRecipe,
  map: () => Float64Array,
): FrameEvaluation['regions'] {
  if (regions.ssimBelow === null && regions.errorAbove === null) return [];
  const error = map();
  for (let i = 0; i < error.length; i += 1) error[i] = prediction[i]! - groundTruth[i]!;
  return findRegions({ width, height, groundTruth, error, ssim }, regions);
}

function canReach(from: ComparedQuantity, to: ComparedQuantity, rig: StereoRig | null): boolean {
  const crossesStereo = (from === 'disparity') !== (to === 'disparity');
  return !crossesStereo || (rig !== null && rig.baselineM !== null);
}
