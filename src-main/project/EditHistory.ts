import type { AnnotationDiff } from '#domain/annotation/Annotation.ts';
import type { DecisionDiff } from '#domain/doctor/Remedy.ts';
import type { LabelChange } from '#domain/items/ItemLabels.ts';
import type { ReviewStep } from '#domain/review/ReviewStep.ts';
import type { Database } from './openDatabase.ts';

/** One step of the history: an edit of annotations, of items' labels, of what is said of regions or decided about files. */
export type Edit =
  | AnnotationDiff
  | { readonly labels: readonly LabelChange[] }
  | { readonly review: ReviewStep }
  | { readonly decisions: DecisionDiff };

interface EditRow {
  readonly id: number;
  readonly diff: string;
}

/** Every edit ever made, in order; the undone ones are at the end until a new edit replaces them. */
export class EditHistory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  record(diff: Edit): void {
    this.#database.prepare('DELETE FROM edits WHERE undone = 1').run();
    this.#database
      .prepare<[string, string]>('INSERT INTO edits (diff, created_at) VALUES (?, ?)')
      .run(JSON.stringify(diff), new Date().toISOString());
  }

  /** The newest edit that is in effect; it counts as undone from now on. */
  takeLastDone(): Edit | null {
    return this.#turn('SELECT id, diff FROM edits WHERE undone = 0 ORDER BY id DESC LIMIT 1', 1);
  }

  /** The edit that was undone last; it counts as done from now on. */
  takeLastUndone(): Edit | null {
    return this.#turn('SELECT id, diff FROM edits WHERE undone = 1 ORDER BY id LIMIT 1', 0);
  }

  get canUndo(): boolean {
    return this.#any(0);
  }

  get canRedo(): boolean {
    return this.#any(1);
  }

  #turn(select: string, undone: 0 | 1): Edit | null {
    const row = this.#database.prepare<[], EditRow>(select).get();
    if (!row) return null;
    this.#database.prepare<[number, number]>('UPDATE edits SET undone = ? WHERE id = ?').run(undone, row.id);
    return JSON.parse(row.diff) as Edit;
  }

  #any(undone: 0 | 1): boolean {
    return (
      this.#database.prepare<[number]>('SELECT 1 FROM edits WHERE undone = ? LIMIT 1').get(undone) !==
      undefined
    );
  }
}
