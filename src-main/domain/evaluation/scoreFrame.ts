import { canConvert, convertArray, convertValues } from '../camera/convertRaster.ts';
import { focalTimesBaseline } from '../camera/focalTimesBaseline.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import { selectQuantiles } from '../metrics/quantile.ts';
import { newSsimMaps, type SsimMaps, type SsimResult } from '../metrics/ssim.ts';
import type { ComparedQuantity, Raster } from '../rasters/Raster.ts';
import type { MetricRecord } from '../records.ts';
import { alignPrediction } from './alignPrediction.ts';
import { backgroundMetrics } from './backgroundMetrics.ts';
import { comparedPrediction } from './comparedValues.ts';
import { comparisonWarnings } from './comparisonWarnings.ts';
import { effectiveRecipe, type EffectiveRecipe } from './effectiveRecipe.ts';
import { eightBit } from './eightBit.ts';
import type { EvaluateFrameInput, EvaluationContext } from './evaluateFrame.ts';
import { readableKernels } from './EvaluationKernels.ts';
import { FamilyMetrics } from './FamilyMetrics.ts';
import type { FrameEvaluation } from './FrameEvaluation.ts';
import type { Recipe } from './Recipe.ts';
import { resizeMap } from './resizeMap.ts';
import { type ScoredFrame, scopeMetrics, type ValuePair } from './scopeMetrics.ts';
import { scopesOf } from './scopes.ts';
import { scoredPixels } from './scoredPixels.ts';
import { ScratchMaps } from './ScratchMaps.ts';
import type { PairSurvey } from './surveyPair.ts';

/** A frame's numbers, and the maps that they were read from, which are the next frame's as soon as that begins. */
export interface FrameScore extends Pick<FrameEvaluation, 'alignment' | 'warnings'> {
  readonly metrics: readonly MetricRecord[];
  readonly recipe: EffectiveRecipe;
  readonly compared: ValuePair;
  /** Null where SSIM is undefined. */
  readonly similarity: SsimResult | null;
  readonly scratch: ScratchMaps;
}

/**
 * The part of evaluateFrame (which see) that ends with the metrics: for whoever wants a table and no maps.
 * @param options.isKept  whether the maps of similarity and coverage are the caller's for good.
 * @throws as evaluateFrame
 */
export function scoreFrame(
  input: EvaluateFrameInput,
  context: EvaluationContext,
  { isKept = false }: { readonly isKept?: boolean } = {},
): FrameScore {
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
  const unaligned = {
    ...{ width, height, rig },
    prediction: comparedPrediction(resized, recipe, rig, map()),
    groundTruth: recipe.alignIn === recipe.quantity ? groundTruth : truthIn(recipe.alignIn),
  };
  const given = kernels.surveyPair(unaligned);
  const { prediction, filled, alignment, warnings } = alignPrediction(unaligned, recipe, given);
  const compared = { groundTruth, prediction };
  context.progress(0.15);
  context.checkCancelled();

  const similar = recipe.ssim.levels === 'eight-bit' ? eightBit(compared) : compared;
  const survey = similar.groundTruth === unaligned.groundTruth ? given : kernels.surveyPair(similar);
  const dataRange = dataRangeOf(similar.groundTruth, recipe.ssim.dataRange, survey);
  const maps = isKept ? newSsimMaps(width * height) : scratchMaps(scratch, width * height);
  const similarity = similarityOf({ width, height, ...similar }, { recipe, dataRange, context, maps });
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
  let depth: ValuePair | null | undefined;
  const frame: ScoredFrame = {
    ...{ width, height, compared, filled },
    get depth() {
      return depth === undefined ? (depth = pairIn('depth')) : depth;
    },
    depthOfDisparity: depthOfDisparity(truthRaster, recipe, rig),
    disparity: pairIn('disparity'),
    similar,
    ssimMap: similarity?.map ?? null,
    ssimWindowPx: recipe.ssim.windowPx,
    dataRange,
    unpredicted: recipe.unpredicted,
  };
  const families = new FamilyMetrics(frame, input, kernels);
  const depthOfTruth = recipe.strata.bandsM.length === 0 ? null : (frame.depth?.groundTruth ?? null);
  const metrics = scopesOf(input, recipe, depthOfTruth).flatMap((scope) => {
    context.checkCancelled();
    return scopeMetrics(frame, scope, { families: families.of(scope), sum: kernels.sumScope });
  });
  const known = metrics.find(({ name }) => name === 'density')!.pixels;
  const apart = backgroundMetrics({ input, recipe, prediction, kernels });
  context.progress(0.85);
  return {
    ...{ alignment, metrics: [...metrics, ...apart], recipe, compared, similarity, scratch },
    warnings: [...warnings, ...comparisonWarnings(frame, input, known)],
  };
}

/** Two float32 maps in the room of one of float64. */
function scratchMaps(scratch: ScratchMaps, pixels: number): SsimMaps {
  const { buffer } = scratch.take(pixels);
  return {
    map: new Float32Array(buffer, 0, pixels),
    coverage: new Float32Array(buffer, 4 * pixels, pixels),
  };
}

/** Where depth is nothing but f·B / (d + doffs) of the compared disparities. */
function depthOfDisparity(
  truth: Raster,
  { quantity }: EffectiveRecipe,
  rig: StereoRig | null,
): ScoredFrame['depthOfDisparity'] {
  const isAll = truth.quantity === 'disparity:px' && quantity === 'disparity';
  if (!isAll || rig === null || rig.baselineM === null) return null;
  return { constant: focalTimesBaseline(rig), doffsPx: rig.doffsPx };
}

function maskValues(values: Float64Array<ArrayBuffer>, inside: Uint8Array | null): Float64Array<ArrayBuffer> {
  if (inside === null) return values;
  for (let i = 0; i < values.length; i += 1) if (inside[i] === 0) values[i] = NaN;
  return values;
}

/** Null for a ground truth without span, where SSIM has no scale. */
function dataRangeOf(
  groundTruth: Float64Array,
  rule: Recipe['ssim']['dataRange'],
  { least, most }: PairSurvey,
): number | null {
  if (typeof rule === 'number') return rule;
  const [low, high] =
    rule === 'ground-truth-span'
      ? [least, most]
      : selectQuantiles(groundTruth.filter(Number.isFinite), [0.02, 0.98]);
  return low !== null && high !== null && high! > low! ? high! - low! : null;
}

/** Null where SSIM is undefined: no data range, or a frame smaller than the window. */
function similarityOf(
  frame: ValuePair & { readonly width: number; readonly height: number },
  {
    recipe,
    dataRange,
    context,
    maps,
  }: { recipe: EffectiveRecipe; dataRange: number | null; context: EvaluationContext; maps: SsimMaps },
): SsimResult | null {
  const { windowPx, window, covariance, K1, K2, minCoverage } = recipe.ssim;
  if (dataRange === null || windowPx > Math.min(frame.width, frame.height)) return null;
  const onRow = (y: number) => {
    if (y % 64 === 0) context.checkCancelled();
  };
  const options = { dataRange, windowPx, window, covariance, K1, K2, minCoverage, onRow, maps };
  return (context.kernels ?? readableKernels).ssim(frame, options);
}

function canReach(from: ComparedQuantity, to: ComparedQuantity, rig: StereoRig | null): boolean {
  const crossesStereo = (from === 'disparity') !== (to === 'disparity');
  return !crossesStereo || (rig !== null && rig.baselineM !== null);
}
