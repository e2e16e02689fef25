import type { ItemLabels, LabelChange } from '#domain/items/ItemLabels.ts';
import { StudioError } from '#domain/errors.ts';
import { prepareOnce } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';

/** Tags, splits and notes of the items. Changes come through the project's history (see AnnotationStore). */
export class LabelStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @throws NotFound */
  of(itemId: number): ItemLabels {
    const row = this.#database
      .prepare<[number], { split: string; note: string }>('SELECT split, note FROM items WHERE id = ?')
      .get(itemId);
    if (!row) throw new StudioError('NotFound', `there is no item ${itemId}`, { id: itemId });
    return { tags: this.tagsOf(itemId), ...row };
  }

  tagsOf(itemId: number): string[] {
    return prepareOnce<[number], { name: string }>(
      this.#database,
      'SELECT t.name FROM item_tags i JOIN tags t ON t.id = i.tag_id WHERE i.item_id = ? ORDER BY t.name',
    )
      .all(itemId)
      .map(({ name }) => name);
  }

  /** Every tag in use, with how many items have it. */
  tags(): { readonly name: string; readonly items: number }[] {
    return this.#database
      .prepare<[], { name: string; items: number }>(
        'SELECT t.name, count(*) AS items FROM item_tags i JOIN tags t ON t.id = i.tag_id GROUP BY t.id ORDER BY t.name',
      )
      .all();
  }

  /** Every split in use, with how many items are in it. */
  splits(): { readonly name: string; readonly items: number }[] {
    return this.#database
      .prepare<[], { name: string; items: number }>(
        "SELECT split AS name, count(*) AS items FROM items WHERE split > '' GROUP BY split ORDER BY split",
      )
      .all();
  }

  /** Writes the state after each change. Call inside a transaction. @throws NotFound (an item is gone) */
  write(changes: readonly LabelChange[]): void {
    const update = this.#database.prepare('UPDATE items SET split = @split, note = @note WHERE id = @itemId');
    const clear = this.#database.prepare<[number]>('DELETE FROM item_tags WHERE item_id = ?');
    const name = this.#database.prepare<[string]>(
      'INSERT INTO tags (name) VALUES (?) ON CONFLICT DO NOTHING',
    );
    const add = this.#database.prepare<[number, string]>(
      'INSERT INTO item_tags (item_id, tag_id) SELECT ?, id FROM tags WHERE name = ?',
    );
    for (const { itemId, after } of changes) {
      const { tags, split, note } = after;
      if (update.run({ itemId, split, note }).changes === 0) {
        throw new StudioError('NotFound', `there is no item ${itemId}`, { id: itemId });
      }
      clear.run(itemId);
      for (const tag of tags) {
        name.run(tag);
        add.run(itemId, tag);
      }
    }
  }
}
