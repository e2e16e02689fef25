import { bootstrapInterval } from '../evaluation/bootstrapInterval.ts';
import { resamplingsFor } from '../evaluation/resamplingsFor.ts';
import { signedRank } from './signedRank.ts';

/** One item's values of a metric in two runs; null where it has none. */
export interface MetricPair {
  readonly itemId: number;
  readonly itemName: string;
  readonly a: number | null;
  readonly b: number | null;
}

/** An item that has both values. */
interface ComparedItem extends MetricPair {
  readonly a: number;
  readonly b: number;
  /** b − a. */
  readonly difference: number;
}

/** Run B against run A, item by item. */
export interface MetricComparison {
  /** Items where B is better, worse: the largest change first. */
  readonly better: readonly ComparedItem[];
  readonly worse: readonly ComparedItem[];
  /** Items that differ by no more than the tolerance. */
  readonly same: number;
  /** Items that only one of the runs has a value for; they are left out of everything else. */
  readonly onlyA: number;
  readonly onlyB: number;
  /** Over the items with both values; null without one. */
  readonly meanA: number | null;
  readonly meanB: number | null;
  readonly meanDifference: number | null;
  /** 95 % confidence interval of the mean difference, by bootstrap over items; null for fewer than two. */
  readonly interval: readonly [number, number] | null;
  /** Of Wilcoxon's signed-rank test, two-sided; null where nothing differs. */
  readonly pValue: number | null;
}

const resamplings = 2000;

/**
 * Pairs two runs over their items: who wins where, by how much, and whether chance explains it.
 * @param tolerance  in the metric's unit: items that differ by no more count as the same
 */
export function compareMetric(
  pairs: readonly MetricPair[],
  { isLargerBetter, tolerance }: { readonly isLargerBetter: boolean; readonly tolerance: number },
): MetricComparison {
  const both = pairs.filter(hasBoth).map((pair) => ({ ...pair, difference: pair.b - pair.a }));
  const differences = both.map(({ difference }) => difference);
  const gainOf = ({ difference }: ComparedItem) => (isLargerBetter ? difference : -difference);
  const byChange = (x: ComparedItem, y: ComparedItem) => Math.abs(y.difference) - Math.abs(x.difference);
  const better = both.filter((item) => gainOf(item) > tolerance).sort(byChange);
  const worse = both.filter((item) => gainOf(item) < -tolerance).sort(byChange);
  return {
    better,
    worse,
    same: both.length - better.length - worse.length,
    onlyA: pairs.filter(({ a, b }) => a !== null && b === null).length,
    onlyB: pairs.filter(({ a, b }) => a === null && b !== null).length,
    meanA: meanOf(both.map(({ a }) => a)),
    meanB: meanOf(both.map(({ b }) => b)),
    meanDifference: meanOf(differences),
    interval: bootstrapInterval(differences, meanOf, resamplingsFor(both.length, resamplings)),
    pValue: signedRank(differences),
  };
}

function hasBoth(pair: MetricPair): pair is MetricPair & { readonly a: number; readonly b: number } {
  return pair.a !== null && pair.b !== null;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
