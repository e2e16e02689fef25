/** How much of a run's failures one pair of cause and annotated class makes up. */
export interface CauseCell {
  /** As corrected in review, `unexplained` where none is strong. */
  readonly cause: string;
  /** Of the annotated objects that hold the regions; null = none does. */
  readonly annotatedClass: string | null;
  readonly regions: number;
  /** Sum of |ln p − ln g| over their pixels. */
  readonly errorSum: number;
  /** Pixels that this stands on. */
  readonly comparedPx: number;
}

/** The failures of a run over all frames with ground truth, counted. */
export interface RunCounts {
  readonly frames: number;
  /** Of the frames as a whole, regions or not. */
  readonly errorSum: number;
  readonly comparedPx: number;
  readonly cells: readonly CauseCell[];
  /** Regions that a person rejected: their error is no failure. */
  readonly rejected: Pick<CauseCell, 'regions' | 'errorSum' | 'comparedPx'>;
  /** Regions found without ground truth, by cause: their error is not known and is in no other figure. */
  readonly suspicions: readonly Pick<CauseCell, 'cause' | 'regions'>[];
}

/** One bar of the picture that says why a run fails. */
export interface CauseShare {
  /** A cause, `unexplained`, or what is not in any counted region: `outside`, `rejected`. */
  readonly name: string;
  readonly regions: number;
  /** Of all error of the run, [0, 1]; null where there is none. */
  readonly errorShare: number | null;
  /** Of all compared pixels, [0, 1]; null where there are none. */
  readonly pixelShare: number | null;
  /** What it adds to the run's mean |ln p − ln g| over all compared pixels; the shares of one run sum to that mean. */
  readonly meanLogError: number | null;
}

/** Names of the parts of the error that are in no region with a cause. */
export const outside = 'outside';
export const rejected = 'rejected';

/**
 * The parts of a run's error, the largest first, what lies outside of regions (and was rejected) last. Together they are
 * all of it: shares sum to 1.
 *
 * @param by  by cause, or by the class of the annotated objects that regions lie in (`''` = in none).
 */
export function causeShares(counts: RunCounts, by: 'cause' | 'class' = 'cause'): CauseShare[] {
  const sums = new Map<string, { regions: number; errorSum: number; comparedPx: number }>();
  for (const cell of counts.cells) {
    const name = by === 'cause' ? cell.cause : (cell.annotatedClass ?? '');
    const { regions, errorSum, comparedPx } = sums.get(name) ?? { regions: 0, errorSum: 0, comparedPx: 0 };
    sums.set(name, {
      regions: regions + cell.regions,
      errorSum: errorSum + cell.errorSum,
      comparedPx: comparedPx + cell.comparedPx,
    });
  }
  const parts = [...sums].sort(([a, x], [b, y]) => y.errorSum - x.errorSum || (a < b ? -1 : 1));
  const inside = [...sums.values(), counts.rejected];
  const rest = {
    regions: 0,
    errorSum: Math.max(0, counts.errorSum - total(inside, 'errorSum')),
    comparedPx: Math.max(0, counts.comparedPx - total(inside, 'comparedPx')),
  };
  if (counts.rejected.regions > 0) parts.push([rejected, counts.rejected]);
  parts.push([outside, rest]);
  return parts.map(([name, part]) => ({
    name,
    regions: part.regions,
    errorShare: counts.errorSum > 0 ? part.errorSum / counts.errorSum : null,
    pixelShare: counts.comparedPx > 0 ? part.comparedPx / counts.comparedPx : null,
    meanLogError: counts.comparedPx > 0 ? part.errorSum / counts.comparedPx : null,
  }));
}

function total<Name extends string>(parts: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return parts.reduce((sum, part) => sum + part[name], 0);
}
