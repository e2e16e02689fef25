import type { Database } from './openDatabase.ts';

/** Marks the evaluations of an item: what they were computed from has changed. Call inside the changing transaction. */
export function markStale(database: Database, itemIds: Iterable<number>): void {
  const mark = database.prepare<[number]>('UPDATE evaluations SET stale = 1 WHERE item_id = ?');
  for (const itemId of itemIds) mark.run(itemId);
}
