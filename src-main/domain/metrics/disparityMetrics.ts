import type { DisparityMetricName } from './metricInfos.ts';
import { selectQuantiles } from './quantile.ts';
import { scored, type Scored } from './Scored.ts';

/** Thresholds in px, ascending, all strict, with the names of the shares that exceed them. */
const thresholds = [
  ['bad05', 0.5],
  ['bad1', 1],
  ['bad2', 2],
  ['out3', 3],
  ['bad4', 4],
  ['out5', 5],
] as const satisfies readonly (readonly [DisparityMetricName, number])[];

/**
 * Every metric of disparity, in one pass and a selection, in float64. Pixels take part where ground truth and prediction
 * are finite; totalBad2 counts a missing prediction as bad, over all pixels with ground truth, and so do the other shares
 * where `unpredicted` says so.
 *
 * @param groundTruth  px; NaN = leave out.
 * @param prediction   px, aligned; NaN = no prediction.
 * @param inside       pixels to score (not 0); null = all.
 * @param unpredicted  what a missing prediction is to bad-τ, Out-N and D1: see Recipe.
 * Source: the formulas and their sources stand in metricInfos.ts.
 */
export function disparityMetrics(
  groundTruth: Float64Array,
  prediction: Float64Array,
  inside: Uint8Array | null,
  unpredicted: 'leave-out' | 'not-bad' | 'bad' = 'leave-out',
): Readonly<Record<DisparityMetricName, Scored>> {
  const errors = new Float64Array(groundTruth.length);
  const above = new Float64Array(thresholds.length);
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
    for (let k = 0; k < thresholds.length && error > thresholds[k]![1]; k += 1) above[k]! += 1;
    if (error > 3 && error / Math.abs(g) > 0.05) d1 += 1;
  }
  const shareOf = (count: number): Scored => {
    const pixels = n + (unpredicted === 'leave-out' ? 0 : missing);
    return scored((100 * (count + (unpredicted === 'bad' ? missing : 0))) / pixels, pixels);
  };
  const shares = Object.fromEntries(thresholds.map(([name], k) => [name, shareOf(above[k]!)]));
  const [a50, a90, a95, a99] = selectQuantiles(errors.subarray(0, n), [0.5, 0.9, 0.95, 0.99]).map((value) =>
    scored(value ?? NaN, n),
  );
  const above2 = above[thresholds.findIndex(([name]) => name === 'bad2')]!;
  return {
    epe: scored(absolute / n, n),
    rms: scored(Math.sqrt(square / n), n),
    ...(shares as Record<(typeof thresholds)[number][0], Scored>),
    d1All: shareOf(d1),
    a50: a50!,
    a90: a90!,
    a95: a95!,
    a99: a99!,
    totalBad2: scored((100 * (above2 + missing)) / (n + missing), n + missing),
  };
}
