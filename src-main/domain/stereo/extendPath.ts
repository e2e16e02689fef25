import { negativePart, smaller } from './branchFree.ts';
import type { PathRow } from './PathRow.ts';
import { inGroups, maxCost, saturate, saturateBelow, wrapToInt16 } from './saturate.ts';

/** The penalties, and how OpenCV computes where 16 bits are too few. Without saturation all rules give the same. */
export interface PathRules {
  /** For a disparity change of one pixel. */
  readonly P1: number;
  /** For a larger one. */
  readonly P2: number;
  /** How min L + P2, and a cost of the disparities after the last group, are brought into int16. */
  readonly overflow: 'wraps' | 'saturates';
  /** Whether the smallest cost is found before the costs after the last group are brought into int16, or after. */
  readonly smallestOf: 'exact' | 'stored';
  /**
   * Which cost stands for L(q, d − 1) at the first disparity after the last group: the right one; that of p, because the
   * costs of q have been overwritten by then; or L(q, d).
   */
  readonly belowRest: 'previous' | 'own' | 'same';
}

/**
 * Extends one path by one pixel and adds its costs to the pixel's sums:
 *
 *   L(p, d) = C(p, d) + min( L(q, d), L(q, d ± 1) + P1, min_k L(q, k) + P2 ) − min_k L(q, k) − P2
 *
 * with q the pixel before p on the path (Hirschmüller 2008, formula 13; C carries + P2). In int16 arithmetic as OpenCV's.
 * The two additions of P1 need no clamp, because L(q, d) is in the minimum as well; the difference is never positive, so
 * that only the lower bound has to be guarded.
 *
 * @param costs  a row of block costs
 * @param at     where the pixel's run of disparities starts in it
 * @param sums   the pixel's: saturated after each path, but those after the last group only when all are added
 */
export function extendPath(
  from: PathRow,
  fromX: number,
  to: PathRow,
  toX: number,
  costs: Int16Array,
  at: number,
  sums: Int32Array,
  rules: PathRules,
): void {
  // "| 0" tells the compiler that a sum stays within int32, which spares it an overflow check in the innermost loop.
  const disparities = inGroups(to.stride - 2);
  const { P1 } = rules;
  const before = from.costs;
  const after = to.costs;
  const source = ((fromX + 1) * from.stride + 1) | 0;
  const target = ((toX + 1) * to.stride + 1) | 0;
  const widest = from.minima[fromX + 1]! + rules.P2;
  const jump = rules.overflow === 'wraps' ? wrapToInt16(widest) : saturate(widest);
  let smallest = maxCost;
  let below = before[source - 1]!;
  let here = before[source]!;
  for (let d = 0; d < disparities; d++) {
    const above = before[(source + d + 1) | 0]!;
    const best = smaller(here, (smaller(below, above) + P1) | 0);
    const change = saturateBelow(negativePart((best - jump) | 0));
    const cost = saturateBelow(change + costs[(at + d) | 0]!);
    after[(target + d) | 0] = cost;
    sums[d] = saturate(sums[d]! + cost);
    if (cost < smallest) smallest = cost;
    below = here;
    here = above;
  }
  if (disparities < to.stride - 2) {
    if (disparities > 0 && rules.belowRest === 'own') below = after[target + disparities - 1]!;
    if (disparities > 0 && rules.belowRest === 'same') below = here;
    smallest = extendRest(before, source, after, target, costs, at, sums, rules, { below, widest, smallest });
  }
  to.minima[toX + 1] = smallest;
}

/** The disparities after the last group of eight. Returns the smallest cost of all. */
function extendRest(
  before: Int16Array,
  source: number,
  after: Int16Array,
  target: number,
  costs: Int16Array,
  at: number,
  sums: Int32Array,
  { P1, overflow, smallestOf }: PathRules,
  start: { readonly below: number; readonly widest: number; readonly smallest: number },
): number {
  let { below, smallest } = start;
  const { widest } = start;
  for (let d = inGroups(sums.length); d < sums.length; d++) {
    const here = before[source + d]!;
    const best = Math.min(here, below + P1, before[source + d + 1]! + P1, widest);
    const exact = costs[at + d]! + best - widest;
    const stored = overflow === 'wraps' ? wrapToInt16(exact) : saturate(exact);
    after[target + d] = stored;
    sums[d] = sums[d]! + (overflow === 'wraps' ? exact : stored);
    smallest = Math.min(smallest, smallestOf === 'exact' ? exact : stored);
    below = here;
  }
  return smallest;
}
