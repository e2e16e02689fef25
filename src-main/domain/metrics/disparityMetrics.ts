import type { DisparityMetricName } from './metricInfos.ts';
import { quantile } from './quantile.ts';
import { scored, type Scored } from './Scored.ts';

/** Thresholds in px, all strict, with the names of the shares that exceed them. */
const thresholds = [
  ['bad05', 0.5],
  ['bad1', 1],
  ['bad2', 2],
  ['out3', 3],
  ['bad4', 4],
  ['out5', 5],
] as const satisfies readonly (readonly [DisparityMetricName, number])[];

/**
 * Every metric of disparity, in one pass and a sort, in float64. Pixels take part where ground truth and prediction are
 * finite; only totalBad2 counts a missing prediction (as bad), over all pixels with ground truth. Holes are not filled,
 * unlike in KITTI's development kit.
 *
 * @param groundTruth  px; NaN = leave out.
 * @param prediction   px, aligned; NaN = no prediction.
 * @param inside       pixels to score (not 0); null = all.
 * Source: the formulas and their sources stand in metricInfos.ts.
 */
export function disparityMetrics(
  groundTruth: Float64Array,
  prediction: Float64Array,
  inside: Uint8Array | null,
): Readonly<Record<DisparityMetricName, Scored>> {
  const errors = new Float64Array(groundTruth.length);
  let n = 0;
  let missing = 0;
  let absolute = 0;
  let square = 0;
  let d1 = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    const g = groundTruth[i]!;
    if ((inside !== null && inside[i] === 0) || !Number.isFinite(g)) continue;
    const error = Math.abs(prediction[i]! - g);
    if (!Number.isFinite(error)) {
      missing += 1;
      continue;
    }
    errors[n] = error;
    n += 1;
    absolute += error;
    square += error * error;
    if (error > 3 && error / Math.abs(g) > 0.05) d1 += 1;
  }
  const ascending = errors.subarray(0, n).sort();
  const percent = (count: number): Scored => scored((100 * count) / n, n);
  const above = (threshold: number): number => n - countUpTo(ascending, threshold);
  const shares = Object.fromEntries(thresholds.map(([name, px]) => [name, percent(above(px))]));
  const at = (level: number): Scored => scored(quantile(ascending, level) ?? NaN, n);
  return {
    epe: scored(absolute / n, n),
    rms: scored(Math.sqrt(square / n), n),
    ...(shares as Record<(typeof thresholds)[number][0], Scored>),
    d1All: percent(d1),
    a50: at(0.5),
    a90: at(0.9),
    a95: at(0.95),
    a99: at(0.99),
    totalBad2: scored((100 * (above(2) + missing)) / (n + missing), n + missing),
  };
}

/** How many ascending values are at most the limit. */
function countUpTo(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
