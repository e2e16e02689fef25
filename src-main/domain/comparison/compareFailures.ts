import { causeOf } from '../regions/regionsCoco.ts';
import type { RegionReview } from '../regions/RegionRecord.ts';
import { matchRegions } from './matchRegions.ts';
import type { ComparedRegion } from './RunComparison.ts';

export type ReviewedRegion = ComparedRegion & { readonly review: RegionReview | null };

export interface FailuresOfTwoRuns {
  /** An entry for each item that both runs were judged on; regions that a person rejected are left out. */
  readonly items: readonly {
    readonly a: readonly ReviewedRegion[];
    readonly b: readonly ReviewedRegion[];
  }[];
}

/** How many regions of one kind, and their error: sum of |ln p − ln g|. */
interface FailureSum {
  readonly regions: number;
  readonly errorSum: number;
}

/** What became of the failures of one cause from run A to run B. */
interface CauseChange {
  /** B's where B fails, else A's; as corrected in review. */
  readonly cause: string;
  /** A fails, B does not. */
  readonly fixed: FailureSum;
  /** Both fail; error of B. */
  readonly kept: FailureSum;
  /** B fails, A does not. */
  readonly added: FailureSum;
}

/** A region that both runs have, in each. */
interface KeptFailure {
  readonly a: ReviewedRegion;
  readonly b: ReviewedRegion;
}

/** Who fails where: regions of A that B mends, of both, and of B alone. */
export interface FailureChanges {
  readonly items: number;
  /** Largest error first: the cause with the most to say. */
  readonly byCause: readonly CauseChange[];
  /** Worst first. */
  readonly fixed: readonly ReviewedRegion[];
  readonly kept: readonly KeptFailure[];
  readonly added: readonly ReviewedRegion[];
}

/** Lays the failure regions of two runs over each other (see matchRegions) and counts what became of them by cause. */
export function compareFailures({ items }: FailuresOfTwoRuns): FailureChanges {
  const changes = items.map(({ a, b }) => matchRegions(a, b));
  const bySeverity = (x: ReviewedRegion, y: ReviewedRegion) => y.severity - x.severity;
  const fixed = changes.flatMap((change) => change.fixed).sort(bySeverity);
  const added = changes.flatMap((change) => change.added).sort(bySeverity);
  const kept = changes.flatMap((change) => change.kept).sort((x, y) => bySeverity(x.b, y.b));
  return {
    items: items.length,
    byCause: countByCause({ fixed, kept: kept.map(({ b }) => b), added }),
    ...{ fixed, kept, added },
  };
}

type Part = 'fixed' | 'kept' | 'added';

function countByCause(parts: Readonly<Record<Part, readonly ReviewedRegion[]>>): CauseChange[] {
  const sums = new Map<string, Record<Part, FailureSum>>();
  const none = { regions: 0, errorSum: 0 };
  for (const part of ['fixed', 'kept', 'added'] as const) {
    for (const region of parts[part]) {
      const cause = causeOf(region);
      const known = sums.get(cause) ?? { fixed: none, kept: none, added: none };
      const { regions, errorSum } = known[part];
      sums.set(cause, {
        ...known,
        [part]: { regions: regions + 1, errorSum: errorSum + errorOf(region) },
      });
    }
  }
  const weight = ({ fixed, kept, added }: Record<Part, FailureSum>) =>
    fixed.errorSum + kept.errorSum + added.errorSum;
  return [...sums]
    .sort(([a, x], [b, y]) => weight(y) - weight(x) || (a < b ? -1 : 1))
    .map(([cause, change]) => ({ cause, ...change }));
}

/** The error of a suspicion is not known. */
function errorOf({ errorSum, detection }: ReviewedRegion): number {
  return detection.isSuspicion ? 0 : errorSum;
}
