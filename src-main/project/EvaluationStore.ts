import type { SerialisedError } from '#domain/errors.ts';
import type { RegionDraft } from '#domain/evaluation/FrameEvaluation.ts';
import type { EvaluationRecord, MetricRecord, PredictionRecord, RegionRecord } from '#domain/records.ts';

export interface EvaluationDraft {
  readonly predictionId: number;
  readonly recipeHash: string;
  readonly alignment: { readonly scale: number; readonly shift: number };
  readonly alignedRasterId: string;
  readonly errorRasterId: string;
  readonly ssimRasterId: string;
  readonly coverageRasterId: string;
  readonly warnings: readonly string[];
  readonly metrics: readonly MetricRecord[];
  readonly regions: readonly RegionDraft[];
}

/** What is known about one prediction's comparison; evaluation and error are both null while it was not compared. */
export interface StoredEvaluation {
  readonly evaluation: EvaluationRecord | null;
  readonly error: SerialisedError | null;
  readonly recipeHash: string | null;
  /** True where sources, calibration or annotations changed after it was made. */
  readonly stale: boolean;
  readonly metrics: readonly MetricRecord[];
  readonly regions: readonly RegionRecord[];
}

export interface RunMetricRow extends MetricRecord {
  readonly itemId: number;
  readonly itemName: string;
}

export declare class EvaluationStore {
  /** Replaces the prediction's earlier evaluation or failure; one transaction. */
  save(draft: EvaluationDraft): EvaluationRecord;
  saveFailed(failure: {
    readonly predictionId: number;
    readonly recipeHash: string;
    readonly error: SerialisedError;
  }): void;
  of(runId: number, itemId: number): StoredEvaluation;
  /** Over the dataset, worst first. */
  regionsPage(query: { readonly runId: number | null; readonly offset: number; readonly limit: number }): {
    total: number;
    rows: (RegionRecord & { readonly itemName: string; readonly runId: number })[];
  };
  /** @throws NotFound */
  region(id: number): RegionRecord & { readonly itemName: string; readonly runId: number };
  /** All metrics of a run, by item name, scope, metric. */
  metricsOf(runId: number): RunMetricRow[];
  /** Done predictions of items with ground truth whose evaluation is missing, stale or of another recipe. */
  outdated(recipeHash: string, runId?: number | null): PredictionRecord[];
  /** Marks evaluations of these items stale (annotation edits, new calibration and changed sources do so by themselves). */
  markStale(itemIds: readonly number[]): void;
  /** Deletes every evaluation that is stale or of another recipe. */
  deleteStale(recipeHash: string): number;
}
