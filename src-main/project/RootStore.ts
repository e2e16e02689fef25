import { StudioError } from '#domain/errors.ts';
import type { Database } from './openDatabase.ts';

/** A folder that items of the project lie in. */
export interface RootRecord {
  readonly id: number;
  /** Relative to the project file's folder, with forward slashes; absolute on another drive. */
  readonly path: string;
  /** What the names of its items begin with, so that two folders may hold items of the same name; '' for the first. */
  readonly prefix: string;
  readonly layout: string;
  /** As the user gave it; null = proposed at import. */
  readonly groundTruthEncoding: string | null;
  /** Absolute path of a calibration that was given for all items; null = none. */
  readonly calibration: string | null;
  /** What is background in its pictures, as domain/ignore/parseBackgroundRule.ts reads it; null = nothing is told apart. */
  readonly background: string | null;
}

const selectRoot = `SELECT id, path, prefix, layout, ground_truth_encoding AS groundTruthEncoding, calibration, background FROM roots`;

/** The folders of the dataset. Files are stored relative to theirs, so that moving one changes one row. */
export class RootStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  list(): RootRecord[] {
    return this.#database.prepare<[], RootRecord>(`${selectRoot} ORDER BY id`).all();
  }

  /** @throws NotFound */
  get(id: number): RootRecord {
    const row = this.#database.prepare<[number], RootRecord>(`${selectRoot} WHERE id = ?`).get(id);
    if (!row) throw new StudioError('NotFound', `there is no folder ${id} in this project`, { id });
    return row;
  }

  /** The folder of an item. @throws NotFound */
  ofItem(itemId: number): RootRecord {
    const row = this.#database
      .prepare<[number], { rootId: number | null }>('SELECT root_id AS rootId FROM items WHERE id = ?')
      .get(itemId);
    // Items from before folders were rows are in the first.
    return row?.rootId ? this.get(row.rootId) : this.list()[0]!;
  }

  byPath(path: string): RootRecord | null {
    return this.#database.prepare<[string], RootRecord>(`${selectRoot} WHERE path = ?`).get(path) ?? null;
  }

  /** Adds a folder; names of its items get the given prefix, with a number where it is taken. */
  add(root: Omit<RootRecord, 'id' | 'background'>): RootRecord {
    return this.#database.transaction(() => {
      const taken = new Set(this.list().map(({ prefix }) => prefix));
      let prefix = root.prefix;
      for (let n = 2; taken.has(prefix); n++) prefix = `${root.prefix.replace(/\/$/, '')} ${n}/`;
      const { lastInsertRowid } = this.#database
        .prepare(
          `INSERT INTO roots (path, prefix, layout, ground_truth_encoding, calibration)
           VALUES (@path, @prefix, @layout, @groundTruthEncoding, @calibration)`,
        )
        .run({ ...root, prefix });
      return this.get(Number(lastInsertRowid));
    })();
  }

  /** What is known of the folder now. @throws NotFound, InvalidOption (another folder of the project is there) */
  update(id: number, change: Partial<Omit<RootRecord, 'id' | 'prefix'>>): RootRecord {
    return this.#database.transaction(() => {
      const next = { ...this.get(id), ...change };
      const other = this.byPath(next.path);
      if (other && other.id !== id) {
        throw new StudioError('InvalidOption', `${next.path} is a folder of this project already`, {
          file: next.path,
        });
      }
      this.#database
        .prepare(
          `UPDATE roots SET path = @path, layout = @layout, ground_truth_encoding = @groundTruthEncoding,
             calibration = @calibration, background = @background WHERE id = @id`,
        )
        .run(next);
      return next;
    })();
  }

  /** Ids of at most so many items of a folder, spread over their order. */
  someItems(id: number, most: number): number[] {
    const count = this.itemCount(id);
    const nth = this.#database.prepare<[number, number], { id: number }>(
      'SELECT id FROM items WHERE root_id = ? ORDER BY id LIMIT 1 OFFSET ?',
    );
    return Array.from({ length: Math.min(most, count) }, (_, i) =>
      nth.get(id, Math.floor((i * count) / Math.min(most, count))),
    ).flatMap((row) => (row === undefined ? [] : [row.id]));
  }

  itemCount(id: number): number {
    return this.#database
      .prepare<[number], { n: number }>('SELECT count(*) AS n FROM items WHERE root_id = ?')
      .get(id)!.n;
  }

  /** Removes the folder with its items and everything computed from them. @throws NotFound, InvalidOption (the last) */
  remove(id: number): void {
    this.#database.transaction(() => {
      const { path } = this.get(id);
      if (this.list().length === 1) {
        throw new StudioError('InvalidOption', `${path} is the only folder of this project`, { file: path });
      }
      // Prefixes stay as they are: names are what annotations and results of other places are matched by.
      this.#database.prepare<[number]>('DELETE FROM items WHERE root_id = ?').run(id);
      this.#database.prepare<[number]>('DELETE FROM roots WHERE id = ?').run(id);
    })();
  }
}
