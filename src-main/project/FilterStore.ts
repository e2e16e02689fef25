import { parseItemFilter } from '#domain/items/ItemFilter.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import type { Database } from './openDatabase.ts';

export interface SavedFilter {
  readonly id: number;
  readonly name: string;
  readonly filter: ItemFilter;
}

/** Filters of the item list that the user gave a name. */
export class FilterStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  list(): SavedFilter[] {
    return this.#database
      .prepare<[], { id: number; name: string; filter: string }>(
        'SELECT id, name, filter FROM saved_filters ORDER BY name',
      )
      .all()
      .map((row) => ({ ...row, filter: parseItemFilter(JSON.parse(row.filter)) }));
  }

  /** Keeps a filter; one of the same name is replaced. */
  save(name: string, filter: ItemFilter): void {
    this.#database
      .prepare<[string, string]>(
        'INSERT INTO saved_filters (name, filter) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET filter = excluded.filter',
      )
      .run(name, JSON.stringify(filter));
  }

  remove(id: number): void {
    this.#database.prepare<[number]>('DELETE FROM saved_filters WHERE id = ?').run(id);
  }
}
