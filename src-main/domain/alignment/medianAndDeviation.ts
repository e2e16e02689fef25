import { selectMedian } from '../metrics/quantile.ts';
import type { Alignment, MatchedValues } from './Alignment.ts';

/** Location and spread of values that do not care for a few outliers. */
export interface RobustMoments {
  /** The mean of the two middle values for an even count (PyTorch takes the lower one). */
  readonly median: number;
  /** Mean absolute deviation from the median. */
  readonly deviation: number;
}

/** @returns NaN for no values. Source: Ranftl et al. 2020 (MiDaS), arXiv:1907.01341, equation 5. */
export function robustMoments(values: Float64Array): RobustMoments {
  const median = selectMedian(values.slice()) ?? NaN;
  let sum = 0;
  for (const value of values) sum += Math.abs(value - median);
  return { median, deviation: sum / values.length };
}

/**
 * Gives the prediction the ground truth's median and mean absolute deviation: s = s_g / s_p, t = t_g − s · t_p. The scale
 * is never negative, so that this cannot turn near and far round.
 *
 * @returns s = 0, t = median(g) for a constant prediction.
 * Source: the normalisation of MiDaS and Depth Anything (arXiv:1907.01341, arXiv:2401.10891), used as an alignment.
 */
export function medianAndDeviation({ prediction, groundTruth }: MatchedValues): Alignment {
  const p = robustMoments(prediction);
  const g = robustMoments(groundTruth);
  const scale = p.deviation > 0 ? g.deviation / p.deviation : 0;
  return { scale, shift: g.median - scale * p.median };
}
