import { selectQuantiles } from '../metrics/quantile.ts';
import type { Alignment, MatchedValues } from './Alignment.ts';
import { leastSquaresScaleShift } from './leastSquaresScaleShift.ts';

/** MiDaS leaves out the 20 % largest residuals in its trimmed loss. */
const keptShare = 0.8;
const refits = 2;

/**
 * Least squares in scale and shift, twice fitted anew to the pixels whose absolute residual is at most the 80 % quantile
 * (linear interpolation) of all of them.
 *
 * @returns as leastSquaresScaleShift.
 * Source: the trimming of Ranftl et al. 2020 (MiDaS), arXiv:1907.01341, applied to the fit.
 */
export function trimmedScaleShift(values: MatchedValues): Alignment {
  let alignment = leastSquaresScaleShift(values);
  for (let fit = 0; fit < refits; fit += 1) {
    alignment = leastSquaresScaleShift(closest(values, alignment));
  }
  return alignment;
}

function closest({ prediction, groundTruth }: MatchedValues, { scale, shift }: Alignment): MatchedValues {
  const residuals = prediction.map((p, i) => Math.abs(scale * p + shift - groundTruth[i]!));
  const limit = selectQuantiles(residuals.slice(), [keptShare])[0]!;
  return {
    prediction: prediction.filter((_, i) => residuals[i]! <= limit),
    groundTruth: groundTruth.filter((_, i) => residuals[i]! <= limit),
  };
}
