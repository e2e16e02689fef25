import { scored, type Scored } from './Scored.ts';

/** Two annotated pixels and what lies nearer; x right, y down, whole pixels of the full-size map. */
export interface PointPair {
  readonly first: readonly [x: number, y: number];
  readonly second: readonly [x: number, y: number];
  readonly nearer: 'first' | 'second' | 'equal';
  /** Default 1. */
  readonly weight?: number;
}

/** Depths within this ratio of each other are equal. */
const equalRatio = 1.1;

/**
 * - ordinalAccuracy: share of the pairs with a nearer point whose nearer point is predicted nearer; equal predictions and
 *   missing ones are wrong (DA-2K).
 * - whdr: weighted share of all pairs whose relation is predicted wrongly, where predictions within a factor of 1.1 of each
 *   other are equal if some pair is annotated so, and only equal numbers otherwise (DIW has no equal pairs).
 *
 * @param map          sampled at the annotated pixel; NaN = none.
 * @param isLargerNear true for disparity and inverse depth, false for depth.
 * Source: Yang et al. 2024, arXiv:2406.09414 (DA-2K); Chen et al. 2016, arXiv:1604.03901 (WHDR). The ratio is unverified.
 */
export function ordinalAccuracy(
  map: { readonly width: number; readonly values: Float32Array | Float64Array },
  pairs: readonly PointPair[],
  isLargerNear: boolean,
): Readonly<Record<'ordinalAccuracy' | 'whdr', Scored>> {
  const at = ([x, y]: readonly [number, number]): number => map.values[y * map.width + x] ?? NaN;
  const ratio = pairs.some(({ nearer }) => nearer === 'equal') ? equalRatio : 1;
  let [ordered, right, weights, wrong] = [0, 0, 0, 0];
  for (const { first, second, nearer, weight = 1 } of pairs) {
    const [a, b] = isLargerNear ? [at(first), at(second)] : [at(second), at(first)];
    if (nearer !== 'equal') {
      ordered += 1;
      if (nearer === 'first' ? a > b : b > a) right += 1;
    }
    weights += weight;
    if (relationOf(a, b, ratio) !== nearer) wrong += weight;
  }
  return {
    ordinalAccuracy: { ...scored(right / ordered, ordered), possible: pairs.length },
    whdr: { ...scored(wrong / weights, pairs.length), possible: pairs.length },
  };
}

function relationOf(a: number, b: number, ratio: number): PointPair['nearer'] | null {
  if (Number.isNaN(a + b)) return null;
  if (a > b && a / b > ratio) return 'first';
  return b > a && b / a > ratio ? 'second' : 'equal';
}
