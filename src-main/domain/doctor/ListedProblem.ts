import type { ProblemRecord } from '../records.ts';
import type { ProblemKind } from './ProblemKind.ts';
import type { Correction } from './Remedy.ts';

/** A rejected or doubtful file as lists show it. */
export interface ListedProblem extends ProblemRecord {
  readonly kind: ProblemKind;
  readonly itemName: string | null;
  /** What was decided about it; null while it is open. */
  readonly decided: Correction['kind'] | null;
}

/** How many files have one kind of problem. */
export interface ProblemCount {
  readonly kind: ProblemKind;
  /** Nothing was decided about these yet. */
  readonly rejected: number;
  readonly doubtful: number;
  /** Mended, or kept as they are. */
  readonly settled: number;
}
