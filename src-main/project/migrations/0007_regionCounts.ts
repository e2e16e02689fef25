import type { Database } from '../openDatabase.ts';

/**
 * What counting regions over a dataset needs beside them: the pixels that their error stands on, and the class of the
 * annotated objects they lie in; with an index that answers every count by itself. Comparisons made before know neither
 * and are to be made again.
 */
export function regionCounts(database: Database): void {
  database.exec(`
    ALTER TABLE regions ADD COLUMN compared_px INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE regions ADD COLUMN annotated_class TEXT;
    UPDATE regions SET compared_px = area_px;
    UPDATE evaluations SET stale = 1 WHERE id IN (SELECT evaluation_id FROM regions);
    DROP INDEX regions_by_cause;
    CREATE INDEX regions_counted
      ON regions (run_id, cause, annotated_class, suspicion, item_id, error_sum, compared_px);
  `);
}
