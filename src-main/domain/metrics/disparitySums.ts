import { selectQuantiles } from './quantile.ts';

/** px, ascending; an error is bad where it is larger (bad-0.5 … bad-4, Out-3, Out-5). */
const disparityThresholds = [0.5, 1, 2, 3, 4, 5] as const;
/** Shares of the quantiles A50 … A99. */
export const errorShares = [0.5, 0.9, 0.95, 0.99] as const;

/** What the disparity metrics are made of: numbers of pixels and sums over them, px. */
export interface DisparitySums {
  /** Pixels with finite values, and sums over them of |p − g| and its square. */
  readonly n: number;
  readonly absolute: number;
  readonly square: number;
  /** Pixels with ground truth but without prediction. */
  readonly missing: number;
  /** Pixels whose error is above each of disparityThresholds, and those that KITTI 2015 calls wrong. */
  readonly above: readonly number[];
  readonly d1: number;
  /** Quantiles of the error at errorShares; null without pixels. */
  readonly quantiles: readonly (number | null)[];
}

/**
 * One pass over the pixels and a selection, in float64; the kernels of wasm/metrics do the same.
 *
 * @param groundTruth, prediction, inside  see disparityMetrics.
 */
export function sumDisparity(
  groundTruth: Float64Array,
  prediction: Float64Array,
  inside: Uint8Array | null,
): DisparitySums {
  const errors = new Float64Array(groundTruth.length);
  const above = new Float64Array(disparityThresholds.length);
  let n = 0;
  let missing = 0;
  let absolute = 0;
  let square = 0;
  let d1 = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    const g = groundTruth[i]!;
    if ((inside !== null && inside[i] === 0) || !Number.isFinite(g)) continue;
    const error = Math.abs(prediction[i]! - g);
    if (!(error < Infinity)) {
      missing += 1;
      continue;
    }
    errors[n] = error;
    n += 1;
    absolute += error;
    square += error * error;
    for (let k = 0; k < disparityThresholds.length && error > disparityThresholds[k]!; k += 1) above[k]! += 1;
    if (error > 3 && error / Math.abs(g) > 0.05) d1 += 1;
  }
  const quantiles = selectQuantiles(errors.subarray(0, n), errorShares);
  return { n, absolute, square, missing, above: [...above], d1, quantiles };
}
