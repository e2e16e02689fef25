import type { PredictionRecord } from '#domain/records.ts';

export type PredictionRow = Omit<PredictionRecord, 'error' | 'details' | 'isStale'> & {
  readonly isStale: 0 | 1;
  readonly error: string | null;
  readonly details: string;
};

/** Of table `predictions` under the name p. */
export const predictionColumns = `p.id, p.run_id AS runId, p.item_id AS itemId, p.state, p.error,
  p.raster_id AS rasterId, p.quantity, p.elapsed_ms AS elapsedMs, p.details, p.stale AS isStale`;

export function predictionFromRow(row: PredictionRow): PredictionRecord {
  return {
    ...row,
    error: row.error === null ? null : (JSON.parse(row.error) as PredictionRecord['error']),
    details: JSON.parse(row.details) as PredictionRecord['details'],
    isStale: row.isStale === 1,
  };
}
