import type { MapPair } from './MapPair.ts';
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
  uncertainty: Float32Array | Float64Array,
): Readonly<Record<SparsificationName, Scored>> {
  const pixels = Uint32Array.from(groundTruth.keys()).filter((i) =>
    Number.isFinite(prediction[i]! - groundTruth[i]! + uncertainty[i]!),
  );
  const n = pixels.length;
  const doubts = Float64Array.from(pixels, (i) => uncertainty[i]!);
  const byDoubt = orderOf(doubts);
  const areas = measures.flatMap(({ name, of, read }) => {
    const errors = Float64Array.from(pixels, (i) => of(prediction[i]!, groundTruth[i]!));
    const own = areaUnder(errors, byDoubt, read);
    const oracle = areaUnder(errors, orderOf(errors), read);
    const random = read(errors.reduce((sum, error) => sum + error, 0) / n);
    return [
      [`ause${name}`, scored(own - oracle, n)],
      [`aurg${name}`, scored(random - own, n)],
    ] as const;
  });
  return Object.fromEntries(areas) as Record<SparsificationName, Scored>;
}

/** Indices of the values, largest first; equal ones in their order. */
function orderOf(values: Float64Array): Uint32Array {
  return Uint32Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
}

/** Trapezoids under the curve of the remainder's error over the share that is dropped, from 0 to 1. */
function areaUnder(errors: Float64Array, order: Uint32Array, read: Measure['read']): number {
  const n = errors.length;
  const curve = new Float64Array(steps + 1);
  let sum = 0;
  let at = n;
  for (let step = steps - 1; step >= 0; step -= 1) {
    const from = Math.trunc((n * step) / steps);
    for (; at > from; at -= 1) sum += errors[order[at - 1]!]!;
    curve[step] = read(sum / (n - from));
  }
  let area = 0;
  for (let step = 0; step < steps; step += 1) area += (curve[step]! + curve[step + 1]!) / 2 / steps;
  return area;
}
