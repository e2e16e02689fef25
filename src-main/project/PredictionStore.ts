import { StudioError } from '#domain/errors.ts';
import type { Quantity } from '#domain/rasters/Raster.ts';
import type { PredictionRecord } from '#domain/records.ts';
import type { Database } from './openDatabase.ts';
import { predictionColumns, predictionFromRow } from './predictionRow.ts';
import type { PredictionRow } from './predictionRow.ts';
import { compareWithSources } from './staleResults.ts';

const selectPrediction = `SELECT ${predictionColumns} FROM predictions p`;

/** SHA-256 of the pictures that a map was made from; null for one that it does not depend on. */
export interface PredictionInputs {
  readonly left: string | null;
  readonly right: string | null;
}

const noInputs: PredictionInputs = { left: null, right: null };

/** Maps that methods gave for items, or why there is none. */
export class PredictionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Saves or replaces; the run's item becomes done and an earlier evaluation goes. One transaction. @throws NotFound */
  saveDone(prediction: {
    readonly runId: number;
    readonly itemId: number;
    readonly rasterId: string;
    readonly quantity: Quantity;
    readonly elapsedMs: number;
    readonly details?: PredictionRecord['details'];
    /** Content of the pictures that it was made from; absent where it does not follow from them. */
    readonly inputs?: PredictionInputs;
  }): PredictionRecord {
    const { inputs = noInputs, ...rest } = prediction;
    return this.#save({ details: {}, ...rest, state: 'done', error: null }, inputs);
  }

  /** Saves or replaces; the run's item becomes failed and an earlier evaluation goes. One transaction. @throws NotFound */
  saveFailed(prediction: {
    readonly runId: number;
    readonly itemId: number;
    readonly error: NonNullable<PredictionRecord['error']>;
    readonly elapsedMs: number;
    readonly details?: PredictionRecord['details'];
  }): PredictionRecord {
    const failed = { details: {}, ...prediction, state: 'failed', rasterId: null, quantity: null } as const;
    return this.#save(failed, noInputs);
  }

  of(runId: number, itemId: number): PredictionRecord | null {
    const row = this.#database
      .prepare<[number, number], PredictionRow>(`${selectPrediction} WHERE p.run_id = ? AND p.item_id = ?`)
      .get(runId, itemId);
    return row ? predictionFromRow(row) : null;
  }

  ofItem(itemId: number): PredictionRecord[] {
    return this.#database
      .prepare<[number], PredictionRow>(`${selectPrediction} WHERE p.item_id = ? ORDER BY p.run_id`)
      .all(itemId)
      .map(predictionFromRow);
  }

  /** By item name in natural order. */
  ofRun(runId: number): PredictionRecord[] {
    return this.#database
      .prepare<[number], PredictionRow>(
        `${selectPrediction} JOIN items i ON i.id = p.item_id WHERE p.run_id = ? ORDER BY i.sort_key, i.id`,
      )
      .all(runId)
      .map(predictionFromRow);
  }

  /** @throws NotFound */
  get(id: number): PredictionRecord {
    const row = this.#database.prepare<[number], PredictionRow>(`${selectPrediction} WHERE p.id = ?`).get(id);
    if (!row) throw new StudioError('NotFound', `there is no prediction ${id}`, { id });
    return predictionFromRow(row);
  }

  #save(prediction: Omit<PredictionRecord, 'id' | 'isStale'>, inputs: PredictionInputs): PredictionRecord {
    const { runId, itemId } = prediction;
    return this.#database.transaction(() => {
      const known = this.#database
        .prepare<[string, number, number]>('UPDATE run_items SET state = ? WHERE run_id = ? AND item_id = ?')
        .run(prediction.state, runId, itemId).changes;
      if (known === 0) {
        throw new StudioError('NotFound', `run ${runId} has no item ${itemId}`, { runId, itemId });
      }
      this.#database
        .prepare<[number, number]>('DELETE FROM predictions WHERE run_id = ? AND item_id = ?')
        .run(runId, itemId);
      const { lastInsertRowid } = this.#database
        .prepare(
          `INSERT INTO predictions (run_id, item_id, state, error, raster_id, quantity, elapsed_ms, details,
             left_sha256, right_sha256)
           VALUES (@runId, @itemId, @state, @error, @rasterId, @quantity, @elapsedMs, @details, @left, @right)`,
        )
        .run({
          ...prediction,
          ...inputs,
          error: prediction.error && JSON.stringify(prediction.error),
          details: JSON.stringify(prediction.details),
        });
      // A picture may have changed while the map was made.
      compareWithSources(this.#database, itemId);
      return this.get(Number(lastInsertRowid));
    })();
  }
}
