import type { Alignment, MatchedValues } from '../alignment/Alignment.ts';
import { fitAlignment } from '../alignment/fitAlignment.ts';
import { StudioError } from '../errors.ts';
import { countFinite } from './countFinite.ts';
import type { Recipe } from './Recipe.ts';

/** A prediction as it is scored, and how it got there. */
export interface AlignedPrediction {
  /** Aligned and clipped; NaN stays NaN. */
  readonly prediction: Float64Array<ArrayBuffer>;
  readonly alignment: Alignment;
  readonly warnings: readonly string[];
}

/**
 * Fits a prediction to the ground truth where both have a value, applies the fit to the whole map and clips it.
 *
 * @param unaligned    in the compared quantity (or relative to it); NaN = no prediction.
 * @param groundTruth  in the compared quantity; NaN = none, or left out.
 * @throws NoValidPixels when no pixel has both values, or too few for the fit.
 */
export function alignPrediction(
  unaligned: Float64Array<ArrayBuffer>,
  groundTruth: Float64Array,
  recipe: Recipe,
): AlignedPrediction {
  const matched = matchValues(groundTruth, unaligned);
  checkScorable(groundTruth, matched);
  const { alignment, warnings } = fitAlignment(recipe.alignment, matched);
  return { prediction: applyAlignment(unaligned, alignment, recipe.clip), alignment, warnings };
}

function matchValues(groundTruth: Float64Array, prediction: Float64Array): MatchedValues {
  const matched = {
    groundTruth: new Float64Array(groundTruth.length),
    prediction: new Float64Array(groundTruth.length),
  };
  let count = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    if (!Number.isFinite(prediction[i]! - groundTruth[i]!)) continue;
    matched.groundTruth[count] = groundTruth[i]!;
    matched.prediction[count] = prediction[i]!;
    count += 1;
  }
  return {
    groundTruth: matched.groundTruth.subarray(0, count),
    prediction: matched.prediction.subarray(0, count),
  };
}

function checkScorable(groundTruth: Float64Array, matched: MatchedValues): void {
  if (matched.prediction.length > 0) return;
  const truthPixels = countFinite(groundTruth);
  throw new StudioError(
    'NoValidPixels',
    truthPixels === 0
      ? 'not scorable: no pixel of the ground truth has a value inside the mask'
      : `not scorable: the prediction has a value at none of the ${truthPixels} pixels with ground truth`,
    { expected: 'at least 1 pixel with ground truth and prediction', found: 0, truthPixels },
  );
}

function applyAlignment(
  values: Float64Array<ArrayBuffer>,
  { scale, shift }: Alignment,
  clip: Recipe['clip'],
): Float64Array<ArrayBuffer> {
  const aligned = scale === 1 && shift === 0 ? values : values.map((value) => scale * value + shift);
  return clip === null
    ? aligned
    : aligned.map((value) => (value < clip.min ? clip.min : value > clip.max ? clip.max : value));
}
