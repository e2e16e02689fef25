import type { MapPair } from './MapPair.ts';
import { orderFromLargest } from './orderFromLargest.ts';
import { scored, type Scored } from './Scored.ts';

export const sparsificationSteps = 50;
const steps = sparsificationSteps;
type SparsificationName = `${'ause' | 'aurg'}${'AbsRel' | 'Rmse' | 'Delta1'}`;

/** A measure of error over pixels, and how a remainder's mean is read. */
const measures = [
  { name: 'AbsRel', of: (p, g) => Math.abs(p - g) / g, read: (mean) => mean },
  { name: 'Rmse', of: (p, g) => (p - g) ** 2, read: Math.sqrt },
  { name: 'Delta1', of: (p, g) => (Math.max(p / g, g / p) >= 1.25 ? 1 : 0), read: (mean) => mean },
] as const satisfies readonly {
  readonly name: string;
  readonly of: (p: number, g: number) => number;
  readonly read: (mean: number) => number;
}[];

/** Sums of errors over what is left of the pixels, per measure, after none, 2 %, 4 % … 98 % of them were dropped. */
interface RemainderSums {
  readonly n: number;
  /** The most uncertain first. */
  readonly own: readonly Float64Array[];
  /** The largest errors first. */
  readonly oracle: readonly Float64Array[];
}

/** An implementation: the readable one below, or the kernels of wasm/metrics. */
export type RankErrors = (depth: MapPair, uncertainty: Float32Array) => RemainderSums;

/**
 * What a map of uncertainty knows of the errors. Pixels are dropped in 50 steps of 2 %, the most uncertain first; the
 * error of the remainder (at last 0) draws a curve. AUSE is the area between it and the curve of an oracle that drops the
 * largest errors first; AURG is the area that is won over dropping at random. Errors: AbsRel, RMSE, 1 − δ1 (≥ 1.25).
 *
 * @param depth        metres, positive.
 * @param uncertainty  width × height, larger = less certain; NaN = none.
 * @param rank         default: the readable implementation.
 * Source: Poggi et al. 2020, arXiv:2005.06209 (mono-uncertainty).
 */
export function sparsificationErrors(
  depth: MapPair,
  uncertainty: Float32Array,
  rank: RankErrors = rankErrors,
): Readonly<Record<SparsificationName, Scored>> {
  const { n, own, oracle } = rank(depth, uncertainty);
  const areas = measures.flatMap(({ name, read }, k) => {
    const random = read(own[k]![0]! / n);
    const [mine, best] = [own[k]!, oracle[k]!].map((sums) => areaUnder(curveOf(sums, n, read)));
    return [
      [`ause${name}`, scored(mine! - best!, n)],
      [`aurg${name}`, scored(random - mine!, n)],
    ] as const;
  });
  return Object.fromEntries(areas) as Record<SparsificationName, Scored>;
}

/** Pixels left at a step. */
export function remainderAt(step: number, n: number): number {
  return n - Math.trunc((n * step) / steps);
}

export const rankErrors: RankErrors = ({ groundTruth, prediction }, uncertainty) => {
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
  const ranked = measures.map(({ of }) =>
    Float64Array.from(order, (k) => of(prediction[pixels[k]!]!, groundTruth[pixels[k]!]!)),
  );
  return {
    n,
    own: ranked.map(remainderSums),
    oracle: ranked.map((errors) => remainderSums(errors.sort().reverse())),
  };
};

/** @param errors  in the order in which they are dropped. */
function remainderSums(errors: Float64Array): Float64Array {
  const sums = new Float64Array(steps);
  let sum = 0;
  let at = errors.length;
  for (let step = steps - 1; step >= 0; step -= 1) {
    const from = errors.length - remainderAt(step, errors.length);
    for (; at > from; at -= 1) sum += errors[at - 1]!;
    sums[step] = sum;
  }
  return sums;
}

function curveOf(sums: Float64Array, n: number, read: (mean: number) => number): Float64Array {
  const curve = new Float64Array(steps + 1);
  for (let step = 0; step < steps; step += 1) curve[step] = read(sums[step]! / remainderAt(step, n));
  return curve;
}

/**
 * The error of what remains after dropping 0 %, 2 % … 100 % of the pixels (then 0).
 * @param errors  in the order in which they are dropped.
 * @param read    makes the quoted error of a remainder's mean.
 */
export function sparsificationCurve(errors: Float64Array, read: (mean: number) => number): Float64Array {
  return curveOf(remainderSums(errors), errors.length, read);
}

/** Trapezoids under the curve over the share that is dropped, from 0 to 1. */
function areaUnder(curve: Float64Array): number {
  let area = 0;
  for (let step = 0; step < steps; step += 1) area += (curve[step]! + curve[step + 1]!) / 2 / steps;
  return area;
}
