import type { EpipolarError } from '#domain/camera/epipolarError.ts';
import type { ProblemRecord } from '#domain/records.ts';
import type { Database } from './openDatabase.ts';
import { ProblemStore } from './ProblemStore.ts';

/** How far the rows of each measured pair are from corresponding, and the problems that follow. */
export class EpipolarStore {
  readonly #database: Database;
  readonly #problems: ProblemStore;

  constructor(database: Database) {
    this.#database = database;
    this.#problems = new ProblemStore(database);
  }

  /** Null where the pair was not measured, or has changed since. */
  of(itemId: number): EpipolarError | null {
    const row = this.#database
      .prepare<[number], EpipolarError>(
        `SELECT matches, median_px AS medianPx, p90_px AS p90Px, median_disparity_px AS medianDisparityPx
         FROM epipolar_errors WHERE item_id = ?`,
      )
      .get(itemId);
    return row ?? null;
  }

  /** Saves a measurement with the problem that it shows, in place of earlier ones; one transaction. */
  save(itemId: number, measured: EpipolarError, problem: Omit<ProblemRecord, 'id' | 'itemId'> | null): void {
    this.#database.transaction(() => {
      forgetEpipolarError(this.#database, itemId);
      this.#database
        .prepare(
          `INSERT INTO epipolar_errors (item_id, matches, median_px, p90_px, median_disparity_px)
           VALUES (@itemId, @matches, @medianPx, @p90Px, @medianDisparityPx)`,
        )
        .run({ ...measured, itemId });
      if (problem) this.#problems.add([{ ...problem, itemId }], 'rows');
    })();
  }
}

/** Forgets what was measured on a pair. Call inside the transaction that changes the pair. */
export function forgetEpipolarError(database: Database, itemId: number): void {
  database.prepare<[number]>('DELETE FROM epipolar_errors WHERE item_id = ?').run(itemId);
  database.prepare<[number]>(`DELETE FROM problems WHERE item_id = ? AND found_by = 'rows'`).run(itemId);
}
