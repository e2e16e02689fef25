import { StudioError } from '../errors.ts';
import type { Recipe } from '../evaluation/Recipe.ts';
import type { Alignment, MatchedValues } from './Alignment.ts';
import { isConstant, leastSquaresScaleShift } from './leastSquaresScaleShift.ts';
import { leastSquaresScale } from './leastSquaresScale.ts';
import { medianScale } from './medianScale.ts';

/** A fit on fewer pixels says nothing (Depth Anything V2 skips such images, too). */
const leastPixels = 10;

const fits = {
  median: medianScale,
  scale: leastSquaresScale,
  'scale-shift': leastSquaresScaleShift,
} as const satisfies Record<Exclude<Recipe['alignment'], 'none'>, (values: MatchedValues) => Alignment>;

/**
 * Fits a prediction to its ground truth on the compared pixels. `none` leaves it as it is.
 *
 * @returns the fit, with a warning where it is degenerate (constant prediction) or inverts the prediction.
 * @throws NoValidPixels ("not scorable") for fewer than 10 pixels, or a prediction that no scale can fit.
 */
export function fitAlignment(
  method: Recipe['alignment'],
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
  if (method === 'scale-shift' && isConstant(values.prediction)) {
    warnings.push('The prediction is constant; alignment replaced it by the mean of the ground truth.');
  }
  return { alignment, warnings };
}
