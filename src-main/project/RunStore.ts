import type { MethodRecord, RunRecord } from '#domain/records.ts';

export declare class RunStore {
  /** Finds or makes the method, makes the run with all items pending; one transaction. */
  create(run: {
    readonly method: Omit<MethodRecord, 'id'>;
    readonly recipeHash: string;
    readonly itemIds: readonly number[];
  }): RunRecord;
  /** Adds items to a run (those already in it are kept as they are). */
  addItems(runId: number, itemIds: readonly number[]): void;
  /** Newest first. */
  list(): RunRecord[];
  /** @throws NotFound */
  get(id: number): RunRecord;
  /** The newest run of a method with that spec. */
  bySpec(spec: string): RunRecord | null;
  /** Item ids without a result, by name in natural order. */
  pending(runId: number): number[];
  itemIds(runId: number): number[];
  /** Puts failed items back to pending. */
  retryFailed(runId: number): number;
  setRecipe(runId: number, recipeHash: string): void;
  delete(runId: number): void;
}
