import type { ValuePair } from './scopeMetrics.ts';

/**
 * Both maps as 8-bit pictures: each stretched from its own minimum to its maximum over the pixels valid in both, onto
 * 0…255, decimals cut off; NaN elsewhere. A constant map becomes 0.
 *
 * Source: Depth Anything V2, `run.py`, for the prediction; the same is done to the ground truth.
 */
export function eightBit({ groundTruth, prediction }: ValuePair): ValuePair {
  const isValid = (i: number): boolean => Number.isFinite(prediction[i]! - groundTruth[i]!);
  return { groundTruth: stretch(groundTruth, isValid), prediction: stretch(prediction, isValid) };
}

function stretch(values: Float64Array, isValid: (i: number) => boolean): Float64Array {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    if (!isValid(i)) continue;
    least = Math.min(least, values[i]!);
    most = Math.max(most, values[i]!);
  }
  const span = most - least;
  return values.map((value, i) => {
    if (!isValid(i)) return NaN;
    return span > 0 ? Math.trunc(((value - least) / span) * 255) : 0;
  });
}
