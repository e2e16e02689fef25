import type { Annotation, AnnotationClass, AnnotationDiff, Shape } from '#domain/annotation/Annotation.ts';
import { applyDiff, isEmptyDiff, itemsOfDiff, reverseDiff } from '#domain/annotation/annotationDiff.ts';
import { editLabels } from '#domain/items/ItemLabels.ts';
import type { LabelChange, LabelEdit } from '#domain/items/ItemLabels.ts';
import type { DecisionDiff } from '#domain/doctor/Remedy.ts';
import { checkRunLengths, expandRunLengths } from '#domain/annotation/rle.ts';
import { validateAnnotation } from '#domain/annotation/validateAnnotation.ts';
import { StudioError } from '#domain/errors.ts';
import { reverseStep } from '#domain/review/ReviewStep.ts';
import type { ReviewStep } from '#domain/review/ReviewStep.ts';
import { AnnotationClassStore } from './AnnotationClassStore.ts';
import { DecisionStore } from './DecisionStore.ts';
import { EditHistory } from './EditHistory.ts';
import type { Edit } from './EditHistory.ts';
import { LabelStore } from './LabelStore.ts';
import { markStale } from './markStale.ts';
import type { Database } from './openDatabase.ts';
import { ReviewStore } from './ReviewStore.ts';

type AnnotationDbRow = Omit<Annotation, 'shape'> & { readonly shape: string };

const selectAnnotation = 'SELECT id, item_id AS itemId, class_id AS classId, shape, note FROM annotations';

/** Annotations, their classes and the history of edits, which labels of items, reviews of regions and decisions about files share. Every change comes through one door. */
export class AnnotationStore {
  readonly #database: Database;
  readonly #classes: AnnotationClassStore;
  readonly #history: EditHistory;
  readonly #labels: LabelStore;
  readonly #reviews: ReviewStore;
  readonly #decisions: DecisionStore;

  constructor(database: Database) {
    this.#database = database;
    this.#classes = new AnnotationClassStore(database);
    this.#history = new EditHistory(database);
    this.#labels = new LabelStore(database);
    this.#reviews = new ReviewStore(database);
    this.#decisions = new DecisionStore(database);
  }

  /** In drawing order. */
  byItem(itemId: number): Annotation[] {
    return this.#database
      .prepare<[number], AnnotationDbRow>(`${selectAnnotation} WHERE item_id = ? ORDER BY rowid`)
      .all(itemId)
      .map(annotationFromRow);
  }

  all(): Annotation[] {
    return this.#database
      .prepare<[], AnnotationDbRow>(`${selectAnnotation} ORDER BY item_id, rowid`)
      .all()
      .map(annotationFromRow);
  }

  /** @throws NotFound */
  get(id: string): Annotation {
    const found = this.#find(id);
    if (!found) throw new StudioError('NotFound', `there is no annotation ${id}`, { id });
    return found;
  }

  counts(): { items: number; annotations: number } {
    return this.#database
      .prepare<[], { items: number; annotations: number }>(
        'SELECT count(DISTINCT item_id) AS items, count(*) AS annotations FROM annotations',
      )
      .get()!;
  }

  /**
   * Does one undoable step in one transaction; what was undone before is forgotten. Evaluations of the items become
   * stale.
   *
   * @param options.undoable  false for what comes with the data and is no edit of the user's.
   * @throws BadRequest (an illegal shape, an unknown item or class, a diff that starts from another state than the
   *   stored one); then nothing is changed.
   */
  applyDiff(diff: AnnotationDiff, options: { readonly undoable?: boolean } = {}): AnnotationDiff {
    return this.#database.transaction(() => {
      this.#write(diff);
      if (options.undoable ?? true) this.#history.record(diff);
      return diff;
    })();
  }

  /**
   * Changes tags, split or note of some items as one undoable step; what was undone before is forgotten.
   *
   * @returns the items that are different now.
   * @throws BadRequest (a name that cannot be one), NotFound; then nothing is changed.
   */
  editLabels(itemIds: readonly number[], edit: LabelEdit): LabelChange[] {
    return this.#database.transaction(() => {
      const changes = itemIds
        .map((itemId) => {
          const before = this.#labels.of(itemId);
          return { itemId, before, after: editLabels(before, edit) };
        })
        .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
      if (changes.length > 0) this.#apply({ labels: changes }, { record: true });
      return changes;
    })();
  }

  /**
   * What is said of regions, how they are cut, and annotations made of them, as one undoable step.
   *
   * @throws as applyDiff; then nothing is changed.
   */
  applyReview(step: ReviewStep): void {
    this.#database.transaction(() => {
      this.#apply({ review: step }, { record: true });
    })();
  }

  /** What was decided about rejected and doubtful files, as one undoable step; items that it corrects follow. */
  applyDecisions(diff: DecisionDiff): void {
    this.#database.transaction(() => {
      this.#apply({ decisions: diff }, { record: true });
    })();
  }

  /** Takes the last step back and answers what was done by that; null when there is none. */
  undo(): Edit | null {
    return this.#database.transaction(() => {
      const done = this.#history.takeLastDone();
      return done && this.#apply(reversed(done), { record: false });
    })();
  }

  /** Does the last undone step again and answers it; null when there is none. */
  redo(): Edit | null {
    return this.#database.transaction(() => {
      const undone = this.#history.takeLastUndone();
      return undone && this.#apply(undone, { record: false });
    })();
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  classes(): AnnotationClass[] {
    return this.#classes.list();
  }

  /**
   * Replaces the list of classes; an id below 1 means a new one. A renamed or removed class makes evaluations of its
   * items stale.
   *
   * @throws BadRequest (bad name, colour or key, one of them doubled, a missing class has annotations)
   */
  putClasses(classes: readonly AnnotationClass[]): AnnotationClass[] {
    return this.#classes.put(classes);
  }

  /** Adds the classes whose names are not there, without keys; answers the whole list. For imports. */
  ensureClasses(wanted: readonly { readonly name: string; readonly color: string }[]): AnnotationClass[] {
    return this.#classes.ensure(wanted);
  }

  /** Of a new project. */
  putDefaultClasses(): void {
    this.#classes.putDefaults();
  }

  #apply(edit: Edit, { record }: { readonly record: boolean }): Edit {
    if ('labels' in edit) {
      // Items may have gone with their folder since.
      const there = this.#database.prepare<[number]>('SELECT 1 FROM items WHERE id = ?');
      this.#labels.write(edit.labels.filter(({ itemId }) => there.get(itemId) !== undefined));
    } else if ('review' in edit) {
      this.#reviews.write(edit.review);
      if (!isEmptyDiff(edit.review.annotations)) this.#write(edit.review.annotations);
    } else if ('decisions' in edit) this.#decisions.write(edit.decisions);
    else this.#write(edit);
    if (record) this.#history.record(edit);
    return edit;
  }

  #find(id: string): Annotation | null {
    const row = this.#database.prepare<[string], AnnotationDbRow>(`${selectAnnotation} WHERE id = ?`).get(id);
    return row ? annotationFromRow(row) : null;
  }

  #write(diff: AnnotationDiff): AnnotationDiff {
    const ids = [...diff.added, ...diff.updated.flat(), ...diff.removed].map(({ id }) => id);
    const stored = ids.map((id) => this.#find(id)).filter((annotation) => annotation !== null);
    applyDiff(new Map(stored.map((annotation) => [annotation.id, annotation])), diff);
    for (const annotation of [...diff.added, ...diff.updated.map(([, after]) => after)])
      this.#check(annotation);
    const remove = this.#database.prepare<[string]>('DELETE FROM annotations WHERE id = ?');
    for (const { id } of diff.removed) remove.run(id);
    const put = this.#database.prepare(
      `INSERT INTO annotations (id, item_id, class_id, shape, note) VALUES (@id, @itemId, @classId, @shape, @note)
       ON CONFLICT (id) DO UPDATE SET item_id = excluded.item_id, class_id = excluded.class_id,
         shape = excluded.shape, note = excluded.note`,
    );
    for (const annotation of [...diff.updated.map(([, after]) => after), ...diff.added]) {
      put.run({ ...annotation, shape: JSON.stringify(annotation.shape) });
    }
    markStale(this.#database, itemsOfDiff(diff));
    return diff;
  }

  #check(annotation: Annotation): void {
    const { id, itemId, classId, shape } = validateAnnotation(annotation);
    const item = this.#database
      .prepare<[number], { width: number; height: number }>('SELECT width, height FROM items WHERE id = ?')
      .get(itemId);
    if (!item) {
      throw new StudioError('BadRequest', `annotation ${id} is of item ${itemId}, which does not exist`, {
        id,
        itemId,
      });
    }
    if (shape.kind === 'brush') checkRunLengths(expandRunLengths(shape.counts), item.width * item.height);
    this.#classes.makeSureOf(classId, id);
  }
}

function reversed(edit: Edit): Edit {
  if ('review' in edit) return { review: reverseStep(edit.review) };
  if ('decisions' in edit) {
    const { added, removed } = edit.decisions;
    return { decisions: { added: removed, removed: added } };
  }
  if (!('labels' in edit)) return reverseDiff(edit);
  return {
    labels: edit.labels.map(({ itemId, before, after }) => ({ itemId, before: after, after: before })),
  };
}

function annotationFromRow(row: AnnotationDbRow): Annotation {
  return { ...row, shape: JSON.parse(row.shape) as Shape };
}
