import { StudioError } from '../errors.ts';
import type { Alignment, AlignmentMethod, MatchedValues } from './Alignment.ts';
import { leastAbsoluteScaleShift } from './leastAbsoluteScaleShift.ts';
import { leastSquaresScale } from './leastSquaresScale.ts';
import { isConstant, leastSquaresScaleShift } from './leastSquaresScaleShift.ts';
import { medianAndDeviation } from './medianAndDeviation.ts';
import { medianScale } from './medianScale.ts';
import { trimmedScaleShift } from './trimmedScaleShift.ts';

/** A fit on fewer pixels says nothing (Depth Anything V2 skips such images, too). */
const leastPixels = 10;

const fits = {
  median: medianScale,
  scale: leastSquaresScale,
  'scale-shift': leastSquaresScaleShift,
  ssi: medianAndDeviation,
  trimmed: trimmedScaleShift,
  robust: leastAbsoluteScaleShift,
} as const satisfies Record<Exclude<AlignmentMethod, 'none'>, (values: MatchedValues) => Alignment>;

/** What a constant prediction becomes under the fits that have a shift. */
const constantBecomes: Partial<Record<AlignmentMethod, string>> = {
  'scale-shift': 'mean',
  ssi: 'median',
  trimmed: 'mean',
  robust: 'weighted median',
};

/**
 * Fits a prediction to its ground truth on the compared pixels. `none` leaves it as it is.
 *
 * @returns the fit, with a warning where it is degenerate (constant prediction) or inverts the prediction.
 * @throws NoValidPixels ("not scorable") for fewer than 10 pixels, or a prediction that no scale can fit.
 */
export function fitAlignment(
  method: AlignmentMethod,
  values: MatchedValues,
): { readonly alignment: Alignment; readonly warnings: readonly string[] } {
  if (method === 'none') return { alignment: { scale: 1, shift: 0 }, warnings: [] };
  const count = values.prediction.length;
  if (count < leastPixels) {
    throw new StudioError(
      'NoValidPixels',
      `not scorable: ${method} alignment needs at least ${leastPixels} pixels with ground truth and prediction, found ${count}`,
      { expected: leastPixels, found: count },
    );
  }
  const alignment = fits[method](values);
  const warnings: string[] = [];
  if (alignment.scale < 0) {
    warnings.push(
      `Alignment inverts the prediction (scale ${alignment.scale.toPrecision(4)}): is it depth where disparity is meant, or the reverse?`,
    );
  }
  const becomes = constantBecomes[method];
  if (becomes !== undefined && isConstant(values.prediction)) {
    warnings.push(`The prediction is constant; alignment replaced it by the ${becomes} of the ground truth.`);
  }
  return { alignment, warnings };
}
