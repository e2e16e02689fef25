import { leastSquaresScaleShift } from '../alignment/leastSquaresScaleShift.ts';
import { robustMoments } from '../alignment/medianAndDeviation.ts';
import type { MapPair } from './MapPair.ts';
import { selectRank } from './quantile.ts';
import { scored, type Scored } from './Scored.ts';

type LossName = 'ssiMae' | 'ssiMse' | 'ssiTrimmed' | 'gradientMatching';

/** MiDaS leaves the 20 % largest residuals out. */
const keptShare = 0.8;

/** What the losses are made of. */
interface LossSums {
  /** Pixels with both values. */
  readonly n: number;
  /** Sum of the differences after each map had its median taken off and was divided by its deviation. */
  readonly residuals: number;
  /** Sum of the smallest of them, 80 % by number. */
  readonly trimmed: number;
  /** Sum of R², R = s·p + t − g by least squares. */
  readonly square: number;
  /** Per scale: sum of |∂x R| and |∂y R|, and valid pixels. */
  readonly gradients: readonly { readonly sum: number; readonly valid: number }[];
}

/** An implementation: the readable one below, or the kernels of wasm/metrics. */
export type SumLosses = (maps: MapPair) => LossSums;

/** Of so many values the 80 % smallest. */
export function keptResiduals(n: number): number {
  return Math.trunc(keptShare * n);
}

/** Every 2ᵏ-th row and column. */
export const gradientSteps = [1, 2, 4, 8] as const;

/**
 * The losses that relative networks are trained with, as diagnostics: none of them cares for the prediction's scale (if
 * positive) and shift.
 *
 * - ssiMae: mean absolute difference after each map had its median taken off and was divided by its mean absolute deviation.
 * - ssiTrimmed: of the same residuals the 80 % smallest, summed and divided by twice the number of all.
 * - ssiMse: half the mean square of R = s·p + t − g with the least-squares s and t.
 * - gradientMatching: over four scales, by taking every 2ᵏ-th row and column, the sum of |∂x R| and |∂y R| over pairs of
 *   neighbours that are both valid, divided by the scale's valid pixels.
 *
 * No value for a constant map.
 * Source: Ranftl et al. 2020 (MiDaS), arXiv:1907.01341, and its author's gist; Yang et al. 2024, arXiv:2401.10891.
 */
export function scaleShiftLosses(
  maps: MapPair,
  sum: SumLosses = sumLosses,
): Readonly<Record<LossName, Scored>> {
  const { n, residuals, trimmed, square, gradients } = sum(maps);
  const matching = gradients.reduce(
    (total, { sum: steps, valid }) => total + (valid > 0 ? steps / valid : 0),
    0,
  );
  return {
    ssiMae: scored(residuals / n, n),
    ssiMse: scored(square / (2 * n), n),
    ssiTrimmed: scored(trimmed / (2 * n), n),
    gradientMatching: scored(matching, n),
  };
}

export const sumLosses: SumLosses = (maps) => {
  const values = finitePairs(maps);
  const n = values.prediction.length;
  const residuals = normalisedResiduals(values);
  const { scale, shift } = leastSquaresScaleShift(values);
  const difference = new Float64Array(maps.prediction.length);
  let square = 0;
  for (let i = 0; i < difference.length; i += 1) {
    const R = scale * maps.prediction[i]! + shift - maps.groundTruth[i]!;
    difference[i] = R;
    if (Number.isFinite(R)) square += R * R;
  }
  let total = 0;
  for (const residual of residuals) total += residual;
  return {
    ...{ n, residuals: total, square },
    trimmed: sumOfSmallest(residuals, keptResiduals(n)),
    gradients: gradientSteps.map((step) => sumGradients(difference, maps, step)),
  };
};

function finitePairs({ groundTruth, prediction }: MapPair): {
  prediction: Float64Array;
  groundTruth: Float64Array;
} {
  const p = new Float64Array(prediction.length);
  const g = new Float64Array(prediction.length);
  let n = 0;
  for (let i = 0; i < prediction.length; i += 1) {
    if (!Number.isFinite(prediction[i]! - groundTruth[i]!)) continue;
    p[n] = prediction[i]!;
    g[n] = groundTruth[i]!;
    n += 1;
  }
  return { prediction: p.subarray(0, n), groundTruth: g.subarray(0, n) };
}

function normalisedResiduals(values: { prediction: Float64Array; groundTruth: Float64Array }): Float64Array {
  const p = robustMoments(values.prediction);
  const g = robustMoments(values.groundTruth);
  const residuals = new Float64Array(values.prediction.length);
  for (let i = 0; i < residuals.length; i += 1) {
    const predicted = (values.prediction[i]! - p.median) / p.deviation;
    residuals[i] = Math.abs(predicted - (values.groundTruth[i]! - g.median) / g.deviation);
  }
  return residuals;
}

function sumOfSmallest(values: Float64Array, count: number): number {
  if (count === 0) return 0;
  selectRank(values, count - 1);
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += values[i]!;
  return sum;
}

function sumGradients(
  difference: Float64Array,
  { width, height }: MapPair,
  step: number,
): LossSums['gradients'][number] {
  let sum = 0;
  let valid = 0;
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const here = difference[y * width + x]!;
      if (Number.isNaN(here)) continue;
      valid += 1;
      const along = x + step < width ? Math.abs(difference[y * width + x + step]! - here) : NaN;
      const down = y + step < height ? Math.abs(difference[(y + step) * width + x]! - here) : NaN;
      if (!Number.isNaN(along)) sum += along;
      if (!Number.isNaN(down)) sum += down;
    }
  }
  return { sum, valid };
}
