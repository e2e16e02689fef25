import { type DisparitySums, sumDisparity } from './disparitySums.ts';
import type { DisparityMetricName } from './metricInfos.ts';
import { scored, type Scored } from './Scored.ts';

/** The shares of pixels whose error exceeds each of disparityThresholds. */
const shareNames = ['bad05', 'bad1', 'bad2', 'out3', 'bad4', 'out5'] as const satisfies DisparityMetricName[];
type MissingRule = 'leave-out' | 'not-bad' | 'bad';

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
  unpredicted: MissingRule = 'leave-out',
): Readonly<Record<DisparityMetricName, Scored>> {
  return disparityMetricsOf(sumDisparity(groundTruth, prediction, inside), unpredicted);
}

/** The metrics from their sums. */
export function disparityMetricsOf(
  { n, missing, absolute, square, above, d1, quantiles }: DisparitySums,
  unpredicted: MissingRule,
): Readonly<Record<DisparityMetricName, Scored>> {
  const shareOf = (count: number): Scored => {
    const pixels = n + (unpredicted === 'leave-out' ? 0 : missing);
    return scored((100 * (count + (unpredicted === 'bad' ? missing : 0))) / pixels, pixels);
  };
  const shares = Object.fromEntries(shareNames.map((name, k) => [name, shareOf(above[k]!)]));
  const [a50, a90, a95, a99] = quantiles.map((value) => scored(value ?? NaN, n));
  const above2 = above[shareNames.indexOf('bad2')]!;
  return {
    epe: scored(absolute / n, n),
    rms: scored(Math.sqrt(square / n), n),
    ...(shares as Record<(typeof shareNames)[number], Scored>),
    d1All: shareOf(d1),
    a50: a50!,
    a90: a90!,
    a95: a95!,
    a99: a99!,
    totalBad2: scored((100 * (above2 + missing)) / (n + missing), n + missing),
  };
}
