import type { MapPair } from './MapPair.ts';
import { orderFromLargest } from './orderFromLargest.ts';
import { scored, type Scored } from './Scored.ts';

const steps = 50;
type SparsificationName = `${'ause' | 'aurg'}${'AbsRel' | 'Rmse' | 'Delta1'}`;

/** An error's value over pixels ranked from the first that is dropped, and how a remainder's mean is read. */
interface Measure {
  readonly name: 'AbsRel' | 'Rmse' | 'Delta1';
  readonly of: (p: number, g: number) => number;
  readonly read: (mean: number) => number;
}

const measures: readonly Measure[] = [
  { name: 'AbsRel', of: (p, g) => Math.abs(p - g) / g, read: (mean) => mean },
  { name: 'Rmse', of: (p, g) => (p - g) ** 2, read: Math.sqrt },
  { name: 'Delta1', of: (p, g) => (Math.max(p / g, g / p) >= 1.25 ? 1 : 0), read: (mean) => mean },
];

/**
 * What a map of uncertainty knows of the errors. Pixels are dropped in 50 steps of 2 %, the most uncertain first; the
 * error of the remainder (at last 0) draws a curve. AUSE is the area between it and the curve of an oracle that drops the
 * largest errors first; AURG is the area that is won over dropping at random. Errors: AbsRel, RMSE, 1 − δ1 (≥ 1.25).
 *
 * @param depth        metres, positive.
 * @param uncertainty  width × height, larger = less certain; NaN = none.
 * Source: Poggi et al. 2020, arXiv:2005.06209 (mono-uncertainty).
 */
export function sparsificationErrors(
  { groundTruth, prediction }: MapPair,
  uncertainty: Float32Array,
): Readonly<Record<SparsificationName, Scored>> {
  const pixels = new Uint32Array(groundTruth.length);
  const doubts = new Float32Array(groundTruth.length);
  let n = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    if (!Number.isFinite(prediction[i]! - groundTruth[i]! + uncertainty[i]!)) continue;
    pixels[n] = i;
    doubts[n] = uncertainty[i]!;
    n += 1;
  }
  const order = orderFromLargest(doubts.subarray(0, n));
  const areas = measures.flatMap(({ name, of, read }) => {
    // Pixels in the order in which they are dropped.
    const errors = new Float64Array(n);
    for (let k = 0; k < n; k += 1) {
      const i = pixels[order[k]!]!;
      errors[k] = of(prediction[i]!, groundTruth[i]!);
    }
    const random = read(errors.reduce((sum, error) => sum + error, 0) / n);
    const own = areaUnder(errors, read);
    const oracle = areaUnder(errors.sort().reverse(), read);
    return [
      [`ause${name}`, scored(own - oracle, n)],
      [`aurg${name}`, scored(random - own, n)],
    ] as const;
  });
  return Object.fromEntries(areas) as Record<SparsificationName, Scored>;
}

/**
 * The error of what remains after dropping 0 %, 2 % … 100 % of the pixels (then 0).
 * @param errors  in the order in which they are dropped.
 * @param read    makes the quoted error of a remainder's mean.
 */
export function sparsificationCurve(errors: Float64Array, read: (mean: number) => number): Float64Array {
  const n = errors.length;
  const curve = new Float64Array(steps + 1);
  let sum = 0;
  let at = n;
  for (let step = steps - 1; step >= 0; step -= 1) {
    const from = Math.trunc((n * step) / steps);
    for (; at > from; at -= 1) sum += errors[at - 1]!;
    curve[step] = read(sum / (n - from));
  }
  return curve;
}

/** Trapezoids under the curve over the share that is dropped, from 0 to 1. */
function areaUnder(errors: Float64Array, read: Measure['read']): number {
  const curve = sparsificationCurve(errors, read);
  let area = 0;
  for (let step = 0; step < steps; step += 1) area += (curve[step]! + curve[step + 1]!) / 2 / steps;
  return area;
}
