import type { MapPair } from './MapPair.ts';
import { orderFromLargest } from './orderFromLargest.ts';
import { sparsificationCurve } from './sparsificationErrors.ts';

/** AbsRel of what remains after dropping 0 %, 2 % … 100 % of the compared pixels. */
export interface SparsificationCurves {
  /** Dropped by the uncertainty, the most uncertain first. */
  readonly own: Float64Array;
  /** By the error itself: no uncertainty does better. */
  readonly oracle: Float64Array;
  /** At random: the error of the whole. */
  readonly random: number;
  readonly pixels: number;
}

/**
 * The curves whose areas sparsificationErrors measures, for drawing.
 *
 * @param depth        metres, positive.
 * @param uncertainty  as long, larger = less certain; NaN = none.
 * @returns null where nothing is compared.
 * Source: Poggi et al. 2020, arXiv:2005.06209.
 */
export function sparsificationCurves(
  { groundTruth, prediction }: Pick<MapPair, 'groundTruth' | 'prediction'>,
  uncertainty: Float32Array,
): SparsificationCurves | null {
  const errors: number[] = [];
  const doubts: number[] = [];
  for (let i = 0; i < groundTruth.length; i += 1) {
    const g = groundTruth[i]!;
    if (!Number.isFinite(prediction[i]! - g + uncertainty[i]!)) continue;
    errors.push(Math.abs(prediction[i]! - g) / g);
    doubts.push(uncertainty[i]!);
  }
  if (errors.length === 0) return null;
  const order = orderFromLargest(Float32Array.from(doubts));
  const read = (mean: number) => mean;
  return {
    own: sparsificationCurve(
      Float64Array.from(order, (k) => errors[k]!),
      read,
    ),
    oracle: sparsificationCurve(Float64Array.from(errors).sort().reverse(), read),
    random: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    pixels: errors.length,
  };
}
