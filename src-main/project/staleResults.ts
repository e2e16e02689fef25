import type { Database } from './openDatabase.ts';

/**
 * Marks the results of an item whose pictures have other content than they were made from, and takes the mark from those
 * whose content is back. Comparisons with a ground truth of other content become stale, too. Call inside the
 * transaction that changed the files' facts.
 */
export function compareWithSources(database: Database, itemId: number): void {
  database
    .prepare<[number]>(
      `UPDATE predictions SET stale = EXISTS (SELECT 1 FROM assets a WHERE a.item_id = predictions.item_id
         AND (a.role = 'left' AND a.sha256 <> predictions.left_sha256
           OR a.role = 'right' AND a.sha256 <> predictions.right_sha256)) WHERE item_id = ?`,
    )
    .run(itemId);
  database
    .prepare<[number]>(
      `UPDATE evaluations SET stale = 1 WHERE item_id = ? AND truth_sha256 IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM assets a WHERE a.item_id = evaluations.item_id AND a.role IN ('disparity', 'depth')
           AND (a.sha256 IS NULL OR a.sha256 = evaluations.truth_sha256))`,
    )
    .run(itemId);
}

/** In conditions on a row with run_id and item_id, under that name: its prediction is of the files as they are. */
export function isCurrent(name: string): string {
  return `NOT EXISTS (SELECT 1 FROM predictions s
    WHERE s.stale = 1 AND s.run_id = ${name}.run_id AND s.item_id = ${name}.item_id)`;
}

/** The same where all rows are of the run @runId: the stale ones, which are few, are looked up once and not row by row. */
export function isCurrentInRun(name: string): string {
  return `${name}.item_id NOT IN (SELECT s.item_id FROM predictions s WHERE s.stale = 1 AND s.run_id = @runId)`;
}
