import { type DepthSums, sumDepth } from './depthSums.ts';
import type { DepthMetricName } from './metricInfos.ts';
import { scored, type Scored } from './Scored.ts';

/**
 * Every metric of depth, in one pass, in float64.
 *
 * Pixels take part where ground truth and prediction are finite and the ground truth is positive. The metrics of ratios,
 * logarithms and inverses further need a positive prediction; a pixel without one is left out of them, which their pixel
 * count tells.
 *
 * @param groundTruth  metres; NaN = leave out.
 * @param prediction   metres, aligned; NaN = no prediction.
 * @param inside       pixels to score (not 0); null = all.
 * Source: the formulas and their sources stand in metricInfos.ts.
 */
export function depthMetrics(
  groundTruth: Float64Array,
  prediction: Float64Array,
  inside: Uint8Array | null,
): Readonly<Record<DepthMetricName, Scored>> {
  return depthMetricsOf(sumDepth(groundTruth, prediction, inside));
}

/** The metrics from their sums. */
export function depthMetricsOf(sums: DepthSums): Readonly<Record<DepthMetricName, Scored>> {
  const { n, absolute, square, absoluteRelative, squareRelative, relativeSquare } = sums;
  const { positive, log, logAbsolute, logSquare, inverseAbsolute, inverseSquare } = sums;
  const meanLog = log / positive;
  const meanLogSquare = logSquare / positive;
  const variance = Math.max(0, meanLogSquare - meanLog ** 2);
  const all = (value: number): Scored => scored(value, n);
  const ratios = (value: number): Scored => scored(value, positive);
  return {
    absRel: all(absoluteRelative / n),
    sqRel: all(squareRelative / n),
    sqErrorRel: all(relativeSquare / n),
    rmse: all(Math.sqrt(square / n)),
    rmseLog: ratios(Math.sqrt(meanLogSquare)),
    log10: ratios(logAbsolute / positive / Math.LN10),
    silog: ratios(100 * Math.sqrt(variance)),
    silogHalf: ratios(Math.sqrt(Math.max(0, meanLogSquare - 0.5 * meanLog ** 2))),
    silogLoss: ratios(10 * Math.sqrt((variance * positive) / (positive - 1) + 0.15 * meanLog ** 2)),
    delta1: ratios(sums.within1 / positive),
    delta2: ratios(sums.within2 / positive),
    delta3: ratios(sums.within3 / positive),
    mae: all(absolute / n),
    mse: all(square / n),
    imae: ratios(inverseAbsolute / positive),
    irmse: ratios(Math.sqrt(inverseSquare / positive)),
  };
}
