import { StudioError } from '#domain/errors.ts';
import type { MethodRecord, RunRecord } from '#domain/records.ts';
import type { Database } from './openDatabase.ts';

interface RunDbRow extends Omit<RunRecord, 'method'> {
  readonly methodId: number;
  readonly spec: string;
  readonly kind: MethodRecord['kind'];
  readonly options: string;
}

const selectRun = `
  SELECT r.id, r.recipe_hash AS recipeHash, r.created_at AS createdAt, m.id AS methodId, m.spec, m.kind, m.options,
    (SELECT count(*) FROM run_items i WHERE i.run_id = r.id) AS total,
    (SELECT count(*) FROM run_items i WHERE i.run_id = r.id AND i.state = 'done') AS done,
    (SELECT count(*) FROM run_items i WHERE i.run_id = r.id AND i.state = 'failed') AS failed,
    (SELECT count(*) FROM predictions p WHERE p.run_id = r.id AND p.stale = 1) AS stale
  FROM runs r JOIN methods m ON m.id = r.method_id`;

/** Runs of methods over items; every item of a run is pending, done or failed. */
export class RunStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Finds or makes the method and makes the run with all items pending; one transaction. */
  create(run: {
    readonly method: Omit<MethodRecord, 'id'>;
    readonly recipeHash: string;
    readonly itemIds: readonly number[];
  }): RunRecord {
    return this.#database.transaction(() => {
      const method = this.#database
        .prepare<[string, string, string], { id: number }>(
          `INSERT INTO methods (spec, kind, options) VALUES (?, ?, ?)
           ON CONFLICT (spec, kind) DO UPDATE SET options = excluded.options RETURNING id`,
        )
        .get(run.method.spec, run.method.kind, JSON.stringify(run.method.options))!;
      const { id } = this.#database
        .prepare<[number, string, string], { id: number }>(
          'INSERT INTO runs (method_id, recipe_hash, created_at) VALUES (?, ?, ?) RETURNING id',
        )
        .get(method.id, run.recipeHash, new Date().toISOString())!;
      this.addItems(id, run.itemIds);
      return this.get(id);
    })();
  }

  /** Adds items to a run; those already in it are kept as they are. */
  addItems(runId: number, itemIds: readonly number[]): void {
    const add = this.#database.prepare<[number, number]>(
      `INSERT INTO run_items (run_id, item_id, state) VALUES (?, ?, 'pending') ON CONFLICT DO NOTHING`,
    );
    this.#database.transaction(() => {
      for (const itemId of itemIds) add.run(runId, itemId);
    })();
  }

  /** Newest first. */
  list(): RunRecord[] {
    return this.#database.prepare<[], RunDbRow>(`${selectRun} ORDER BY r.id DESC`).all().map(runFromRow);
  }

  /** @throws NotFound */
  get(id: number): RunRecord {
    const row = this.#database.prepare<[number], RunDbRow>(`${selectRun} WHERE r.id = ?`).get(id);
    if (!row) throw new StudioError('NotFound', `there is no run ${id}`, { id });
    return runFromRow(row);
  }

  /** The newest run of the method with that spec. */
  bySpec(spec: string): RunRecord | null {
    const row = this.#database
      .prepare<[string], RunDbRow>(`${selectRun} WHERE m.spec = ? ORDER BY r.id DESC LIMIT 1`)
      .get(spec);
    return row ? runFromRow(row) : null;
  }

  /** Items without a result, by name in natural order. */
  pending(runId: number): number[] {
    return this.#itemIds(runId, `AND ri.state = 'pending'`);
  }

  /** All items of the run, by name in natural order. */
  itemIds(runId: number): number[] {
    return this.#itemIds(runId, '');
  }

  /** Puts failed items back to pending and answers how many. */
  retryFailed(runId: number): number {
    return this.#database.transaction(() => {
      this.#database
        .prepare<[number]>(`DELETE FROM predictions WHERE run_id = ? AND state = 'failed'`)
        .run(runId);
      return this.#database
        .prepare<[number]>(`UPDATE run_items SET state = 'pending' WHERE run_id = ? AND state = 'failed'`)
        .run(runId).changes;
    })();
  }

  /** Puts items whose result is stale back to pending, without the result, and answers how many. */
  retryStale(runId: number): number {
    return this.#database.transaction(() => {
      const items = this.#database
        .prepare<[number], { id: number }>(
          'DELETE FROM predictions WHERE run_id = ? AND stale = 1 RETURNING item_id AS id',
        )
        .all(runId);
      const back = this.#database.prepare<[number, number]>(
        `UPDATE run_items SET state = 'pending' WHERE run_id = ? AND item_id = ?`,
      );
      for (const { id } of items) back.run(runId, id);
      return items.length;
    })();
  }

  setRecipe(runId: number, recipeHash: string): void {
    this.#database
      .prepare<[string, number]>('UPDATE runs SET recipe_hash = ? WHERE id = ?')
      .run(recipeHash, runId);
  }

  /** Deletes the run with its predictions and evaluations, and its method when no other run has it. */
  delete(runId: number): void {
    this.#database.transaction(() => {
      this.#database.prepare<[number]>('DELETE FROM runs WHERE id = ?').run(runId);
      this.#database.prepare('DELETE FROM methods WHERE id NOT IN (SELECT method_id FROM runs)').run();
    })();
  }

  #itemIds(runId: number, condition: string): number[] {
    return this.#database
      .prepare<[number], { id: number }>(
        `SELECT i.id FROM run_items ri JOIN items i ON i.id = ri.item_id
         WHERE ri.run_id = ? ${condition} ORDER BY i.sort_key, i.id`,
      )
      .all(runId)
      .map((row) => row.id);
  }
}

function runFromRow(row: RunDbRow): RunRecord {
  const { id, recipeHash, createdAt, done, failed, total, stale } = row;
  const options = JSON.parse(row.options) as MethodRecord['options'];
  const method = { id: row.methodId, spec: row.spec, kind: row.kind, options };
  return { id, method, recipeHash, createdAt, done, failed, total, stale };
}
