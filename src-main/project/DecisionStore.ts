import type { Correction, Decision, DecisionDiff } from '#domain/doctor/Remedy.ts';
import { ItemStore } from './ItemStore.ts';
import { prepareOnce } from './openDatabase.ts';
import type { Database } from './openDatabase.ts';

type DecisionRow = Omit<Decision, 'correction'> & { readonly correction: string };

const select = 'SELECT item_id AS itemId, file, problem, correction, content FROM decisions';

/** What was decided about rejected and doubtful files. Changes come through the project's history (see AnnotationStore). */
export class DecisionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** About that file and kind of problem; null = nothing yet. */
  about({ itemId, file, problem }: Pick<Decision, 'itemId' | 'file' | 'problem'>): Decision | null {
    const row = prepareOnce<[number, string, string], DecisionRow>(
      this.#database,
      `${select} WHERE coalesce(item_id, 0) = ? AND file = ? AND problem = ?`,
    ).get(itemId ?? 0, file, problem);
    return row ? { ...row, correction: JSON.parse(row.correction) as Correction } : null;
  }

  /** Writes a step; items that are corrected otherwise now follow. Call inside a transaction. */
  write({ added, removed }: DecisionDiff): void {
    const remove = prepareOnce<[number, string, string]>(
      this.#database,
      'DELETE FROM decisions WHERE coalesce(item_id, 0) = ? AND file = ? AND problem = ?',
    );
    for (const { itemId, file, problem } of removed) remove.run(itemId ?? 0, file, problem);
    // Items may have gone with their folder since.
    const there = prepareOnce<[number]>(this.#database, 'SELECT 1 FROM items WHERE id = ?');
    const isThere = (itemId: number | null): boolean => itemId === null || there.get(itemId) !== undefined;
    const put = prepareOnce<object>(
      this.#database,
      `INSERT INTO decisions (item_id, file, problem, correction, content)
       VALUES (@itemId, @file, @problem, @correction, @content)`,
    );
    for (const decision of added) {
      if (!isThere(decision.itemId)) continue;
      remove.run(decision.itemId ?? 0, decision.file, decision.problem);
      put.run({ ...decision, correction: JSON.stringify(decision.correction) });
    }
    this.#correct([...removed, ...added].filter(({ itemId }) => isThere(itemId)));
  }

  #correct(changed: readonly Decision[]): void {
    const items = new ItemStore(this.#database);
    const byItem = new Map<number, { touchesRig: boolean }>();
    for (const { itemId, correction } of changed) {
      if (itemId === null || correction.kind === 'keep') continue;
      const touchesRig = correction.kind === 'rig' || (byItem.get(itemId)?.touchesRig ?? false);
      byItem.set(itemId, { touchesRig });
    }
    for (const [itemId, { touchesRig }] of byItem) items.correct(itemId, touchesRig);
  }
}
