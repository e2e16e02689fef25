import type { Alignment, MatchedValues } from './Alignment.ts';

/**
 * Scale and shift with the smallest squared error, in the centred closed form, which cancels less than the normal
 * equations: s = Σ(p − p̄)(g − ḡ) / Σ(p − p̄)², t = ḡ − s·p̄.
 *
 * @returns s = 0, t = ḡ for a constant prediction; NaN for no values.
 * Source: Ranftl et al. 2020 (MiDaS), arXiv:1907.01341.
 */
export function leastSquaresScaleShift({ prediction, groundTruth }: MatchedValues): Alignment {
  const meanP = meanOf(prediction);
  const meanG = meanOf(groundTruth);
  let products = 0;
  let squares = 0;
  for (let i = 0; i < prediction.length; i += 1) {
    const p = prediction[i]! - meanP;
    products += p * (groundTruth[i]! - meanG);
    squares += p * p;
  }
  const scale = isConstant(prediction) ? 0 : products / squares;
  return { scale, shift: meanG - scale * meanP };
}

/** By comparison, because the mean of equal values may be off by a rounding. */
export function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
