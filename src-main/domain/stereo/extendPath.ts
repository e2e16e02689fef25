import { negativePart, smaller } from './branchFree.ts';
import type { PathRow } from './PathRow.ts';
import { maxCost, saturate, saturateBelow } from './saturate.ts';

/** The penalties for disparity changes: P1 for a step of one pixel, P2 for a jump. */
export interface Penalties {
  readonly P1: number;
  readonly P2: number;
}

/**
 * Extends one path by one pixel and adds its costs to the pixel's sum over all paths:
 *
 *   L(p, d) = C(p, d) + min( L(q, d), L(q, d ± 1) + P1, min_k L(q, k) + P2 ) − min_k L(q, k) − P2
 *
 * with q the pixel before p on the path (Hirschmüller 2008, formula 13; C carries + P2). int16 arithmetic as in OpenCV:
 * min L + P2 wraps, everything else saturates. The two additions of P1 need no clamp, because L(q, d) is in the
 * minimum as well; the difference is never positive, so that only the lower bound has to be guarded.
 *
 * @param costs  a row of block costs
 * @param sums   a row of sums over the paths, laid out alike
 * @param at     where the pixel's run of disparities starts in both
 */
export function extendPath(
  from: PathRow,
  fromX: number,
  to: PathRow,
  toX: number,
  costs: Int16Array,
  sums: Int16Array,
  at: number,
  { P1, P2 }: Penalties,
): void {
  // "| 0" tells the compiler that a sum stays within int32, which spares it an overflow check in the innermost loop.
  const disparities = to.stride - 2;
  const before = from.costs;
  const after = to.costs;
  const source = ((fromX + 1) * from.stride + 1) | 0;
  const target = ((toX + 1) * to.stride + 1) | 0;
  const jump = ((from.minima[fromX + 1]! + P2) << 16) >> 16;
  let smallest = maxCost;
  let below = before[source - 1]!;
  let here = before[source]!;
  for (let d = 0; d < disparities; d++) {
    const above = before[(source + d + 1) | 0]!;
    const best = smaller(here, (smaller(below, above) + P1) | 0);
    const change = saturateBelow(negativePart((best - jump) | 0));
    const cost = saturateBelow(change + costs[(at + d) | 0]!);
    after[(target + d) | 0] = cost;
    sums[(at + d) | 0] = saturate(sums[(at + d) | 0]! + cost);
    if (cost < smallest) smallest = cost;
    below = here;
    here = above;
  }
  to.minima[toX + 1] = smallest;
}
