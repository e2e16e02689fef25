import type { KernelMemory } from './KernelMemory.ts';

/** What a selection of quantiles needs beside the values; see kernels/selection.ts. */
export interface SelectionScratch {
  readonly ranks: number;
  readonly found: number;
  readonly histogram: number;
  readonly gathered: number;
}

/** Of so many shares at most. */
const mostShares = 16;

/** @param count  of the values that quantiles will be selected from, at most. */
export function reserveSelection(memory: KernelMemory, count: number): SelectionScratch {
  return {
    ranks: memory.reserve(8 * mostShares),
    found: memory.reserve(16 * mostShares),
    histogram: memory.reserve(4 * 65_536),
    gathered: memory.reserve(8 * (count + 1)),
  };
}

/**
 * Quantiles of values in kernel memory, with linear interpolation between the two nearest ranks, as domain/metrics/quantile
 * has them.
 *
 * @param shares  ascending, [0, 1].
 * @returns one per share; null for no values.
 */
export function selectQuantilesAt(
  memory: KernelMemory,
  { ranks, found, histogram, gathered }: SelectionScratch,
  [values, count]: readonly [address: number, count: number],
  shares: readonly number[],
): readonly (number | null)[] {
  if (count === 0) return shares.map(() => null);
  const last = count - 1;
  const around = shares.map((share) => {
    const below = Math.floor(share * last);
    return [below, Math.min(below + 1, last)] as const;
  });
  const wanted = [...new Set(around.flat())].sort((a, b) => a - b);
  memory.words(ranks, wanted.length).set(wanted);
  memory.exports.selectRanks(values, count, ranks, wanted.length, found, histogram, gathered);
  const selected = memory.doubles(found, wanted.length);
  return around.map(([below, above], k) => {
    const [low, high] = [selected[wanted.indexOf(below)]!, selected[wanted.indexOf(above)]!];
    return low + (high - low) * (shares[k]! * last - below);
  });
}

/** The value of one rank (0 = the smallest) of values in kernel memory; NaN among them end nothing, but mean nothing. */
export function selectRankAt(
  memory: KernelMemory,
  { ranks, found, histogram, gathered }: SelectionScratch,
  [values, count]: readonly [address: number, count: number],
  rank: number,
): number {
  memory.words(ranks, 1).set([rank]);
  memory.exports.selectRanks(values, count, ranks, 1, found, histogram, gathered);
  return memory.doubles(found, 1)[0]!;
}
