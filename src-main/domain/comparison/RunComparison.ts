import type { RegionRecord, RunRecord } from '../records.ts';
import type { MetricComparison } from './compareMetric.ts';

/** Run B against run A on the items of both. */
export interface RunComparison extends MetricComparison {
  readonly runA: RunRecord;
  readonly runB: RunRecord;
  readonly metric: string;
  readonly scope: string;
  readonly tolerance: number;
  readonly isLargerBetter: boolean;
  /** What keeps the numbers from being comparable, in words; empty where nothing does. */
  readonly warnings: readonly string[];
  /** Failure regions on the items of both, the most severe first. */
  readonly regions: {
    readonly fixed: readonly ComparedRegion[];
    readonly added: readonly ComparedRegion[];
    /** In both, and more severe in B. */
    readonly worse: readonly { readonly a: ComparedRegion; readonly b: ComparedRegion }[];
    /** In both, and no more severe in B. */
    readonly kept: number;
  };
}

/** A region with the item and the run it belongs to. */
export type ComparedRegion = RegionRecord & { readonly itemName: string; readonly runId: number };
