import { canConvert, convertArray, convertValues, metricQuantity } from '../camera/convertRaster.ts';
import type { ComparedQuantity } from '../rasters/Raster.ts';
import type { MetricRecord } from '../records.ts';
import type { EffectiveRecipe } from './effectiveRecipe.ts';
import type { EvaluateFrameInput } from './evaluateFrame.ts';
import type { EvaluationKernels } from './EvaluationKernels.ts';
import { scopeMetrics, type ValuePair } from './scopeMetrics.ts';
import { scoredPixels } from './scoredPixels.ts';

interface AlignedFrame {
  readonly input: EvaluateFrameInput;
  readonly recipe: EffectiveRecipe;
  /** In the compared quantity, aligned by the body alone; width × height. */
  readonly prediction: Float64Array<ArrayBuffer>;
  readonly kernels: Pick<EvaluationKernels, 'sumScope'>;
}

/**
 * The pixel metrics of the scope `background`: of background pixels with ground truth, by the alignment that the body
 * gave. None where the background is not scored apart, or has no ground truth. SSIM and PSNR have no value there.
 */
export function backgroundMetrics({
  input,
  recipe,
  prediction,
  kernels,
}: AlignedFrame): readonly MetricRecord[] {
  const { background, ...frame } = input;
  if (background?.rule.treatment !== 'apart' || frame.parts !== undefined) return [];
  const { groundTruth: truth, rig } = frame;
  const scored = scoredPixels(frame, recipe);
  const isInside = (i: number) => background.mask.data[i] !== 0 && (scored === null || scored[i] !== 0);
  const truthIn = (space: ComparedQuantity) => {
    const values = convertValues(truth, space, rig);
    for (let i = 0; i < values.length; i += 1) if (!isInside(i)) values[i] = NaN;
    return values;
  };
  const compared = { groundTruth: truthIn(recipe.quantity), prediction };
  if (!compared.groundTruth.some(Number.isFinite)) return [];
  const pairIn = (space: ComparedQuantity): ValuePair | null => {
    if (space === recipe.quantity) return compared;
    const predicted = { ...truth, quantity: metricQuantity[recipe.quantity] };
    if (!canConvert(truth, space, rig) || !canConvert(predicted, space, rig)) return null;
    return {
      groundTruth: truthIn(space),
      prediction: convertArray(prediction, { from: recipe.quantity, to: space, rig }),
    };
  };
  const apart = {
    ...{ width: truth.width, height: truth.height, compared },
    ...{ depth: pairIn('depth'), disparity: pairIn('disparity'), depthOfDisparity: null },
    ...{
      filled: null,
      similar: compared,
      ssimMap: null,
      ssimWindowPx: recipe.ssim.windowPx,
      dataRange: null,
    },
    unpredicted: recipe.unpredicted,
  };
  return scopeMetrics(apart, { name: 'background', inside: null }, { sum: kernels.sumScope });
}
