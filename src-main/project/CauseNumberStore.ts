import type { MetricRecord, PredictionRecord } from '#domain/records.ts';
import type { RegionRecord } from '#domain/regions/RegionRecord.ts';
import type { Database } from './openDatabase.ts';
import { predictionColumns, predictionFromRow, type PredictionRow } from './predictionRow.ts';

/** Where a cause is told: the outline is the redrawn one where there is one. */
export interface CausePlace {
  readonly cause: string;
  readonly outline: RegionRecord['outline'];
}

/** Rows of metrics of this kind of scope are these numbers. */
const ofCauses = `scope >= 'cause:' AND scope < 'cause;'`;

/**
 * The numbers by cause, which stand among the other metrics of a comparison but are made after it, because regions are
 * found by comparing and people correct what is said of them. Triggers mark the comparisons whose numbers are due.
 */
export class CauseNumberStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The comparisons under the recipe whose numbers by cause are due; stale ones are made anew as a whole. */
  due(recipeHash: string): PredictionRecord[] {
    return this.#database
      .prepare<[string], PredictionRow>(
        `SELECT ${predictionColumns} FROM evaluations e JOIN predictions p ON p.id = e.prediction_id
         WHERE e.causes_due = 1 AND e.stale = 0 AND e.error IS NULL AND e.recipe_hash = ? ORDER BY e.id`,
      )
      .all(recipeHash)
      .map(predictionFromRow);
  }

  isDue(evaluationId: number): boolean {
    return (
      this.#database
        .prepare<[number], { n: number }>(
          'SELECT count(*) AS n FROM evaluations WHERE id = ? AND causes_due = 1',
        )
        .get(evaluationId)!.n > 0
    );
  }

  /** The regions of a comparison that a person did not reject, with the cause that is told of each. */
  places(evaluationId: number): CausePlace[] {
    return this.#database
      .prepare<[number], { cause: string; outline: string }>(
        `SELECT r.told_cause AS cause, coalesce(v.outline, r.outline) AS outline
         FROM regions r LEFT JOIN region_reviews v ON v.region_id = r.id
         WHERE r.evaluation_id = ? AND r.suspicion = 0 AND r.review_state <> 'rejected' ORDER BY r.rank`,
      )
      .all(evaluationId)
      .map(({ cause, outline }) => ({ cause, outline: JSON.parse(outline) as CausePlace['outline'] }));
  }

  /** Replaces the numbers by cause of a comparison; one transaction. Nothing happens where it is gone. */
  save(evaluationId: number, metrics: readonly MetricRecord[]): void {
    this.#database.transaction(() => {
      this.#database
        .prepare<[number]>(`DELETE FROM metrics WHERE evaluation_id = ? AND ${ofCauses}`)
        .run(evaluationId);
      const write = this.#database.prepare(
        `INSERT INTO metrics (evaluation_id, run_id, item_id, scope, name, value, coverage, pixels)
         SELECT id, run_id, item_id, @scope, @name, @value, @coverage, @pixels FROM evaluations WHERE id = @evaluationId`,
      );
      for (const { scope, name, value, coverage, pixels } of metrics) {
        write.run({ evaluationId, scope, name, value, coverage, pixels });
      }
      this.#database
        .prepare<[number]>('UPDATE evaluations SET causes_due = 0 WHERE id = ?')
        .run(evaluationId);
    })();
  }
}
