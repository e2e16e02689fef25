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
  let n = 0;
  let absolute = 0;
  let square = 0;
  let absoluteRelative = 0;
  let squareRelative = 0;
  let relativeSquare = 0;
  let positive = 0;
  let log = 0;
  let logAbsolute = 0;
  let logSquare = 0;
  let inverseAbsolute = 0;
  let inverseSquare = 0;
  let within1 = 0;
  let within2 = 0;
  let within3 = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    if (inside !== null && inside[i] === 0) continue;
    const g = groundTruth[i]!;
    const p = prediction[i]!;
    const d = p - g;
    if (!(Number.isFinite(d) && g > 0)) continue;
    n += 1;
    absolute += Math.abs(d);
    square += d * d;
    const relative = Math.abs(d) / g;
    absoluteRelative += relative;
    squareRelative += relative * Math.abs(d);
    relativeSquare += relative * relative;
    if (p <= 0) continue;
    positive += 1;
    const e = Math.log(p / g);
    log += e;
    logAbsolute += Math.abs(e);
    logSquare += e * e;
    const inverse = relative / p;
    inverseAbsolute += inverse;
    inverseSquare += inverse * inverse;
    const ratio = Math.max(p / g, g / p);
    if (ratio < 1.25 ** 3) {
      within3 += 1;
      if (ratio < 1.25 ** 2) within2 += 1;
      if (ratio < 1.25) within1 += 1;
    }
  }
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
    delta1: ratios(within1 / positive),
    delta2: ratios(within2 / positive),
    delta3: ratios(within3 / positive),
    mae: all(absolute / n),
    mse: all(square / n),
    imae: ratios(inverseAbsolute / positive),
    irmse: ratios(Math.sqrt(inverseSquare / positive)),
  };
}
