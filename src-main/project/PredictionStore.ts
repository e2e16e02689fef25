import type { PredictionRecord } from '#domain/records.ts';

export declare class PredictionStore {
  /** Saves or replaces; run item becomes done; an earlier evaluation goes. One transaction. */
  saveDone(p: {
    readonly runId: number;
    readonly itemId: number;
    readonly rasterId: string;
    readonly quantity: NonNullable<PredictionRecord['quantity']>;
    readonly elapsedMs: number;
  }): PredictionRecord;
  saveFailed(p: {
    readonly runId: number;
    readonly itemId: number;
    readonly error: NonNullable<PredictionRecord['error']>;
    readonly elapsedMs: number;
  }): PredictionRecord;
  of(runId: number, itemId: number): PredictionRecord | null;
  ofItem(itemId: number): PredictionRecord[];
  /** In the items' order. */
  ofRun(runId: number): PredictionRecord[];
  /** @throws NotFound */
  get(id: number): PredictionRecord;
}
