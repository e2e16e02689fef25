import type { AnnotationClass, AnnotationDiff } from '#domain/annotation/Annotation.ts';
import { emptyDiff } from '#domain/annotation/annotationDiff.ts';
import type { LabelChange, LabelEdit } from '#domain/items/ItemLabels.ts';
import type { Edit } from '#project/EditHistory.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { ItemRecord, JobRecord, RecipeRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';
import type { Queue } from './Queue.ts';
import { recipeRecord } from './recipeRecord.ts';
import { recipeInForce } from './startRun.ts';
import type { Emit } from './WorkspaceEvent.ts';

/** Edits that follow each other faster than this are evaluated together. */
const pauseMs = 300;
/** More items than this are told of as many. */
const mostIds = 1000;

export interface ProjectEditsOptions {
  readonly project: Project;
  readonly queue: Queue;
  readonly emit: Emit;
  /** Told why the comparison after an edit could not be queued. */
  readonly onBug: (error: unknown) => void;
}

/** What a user changes by hand. Every edit is saved at once; comparisons it makes outdated are done again soon after. */
export class ProjectEdits {
  readonly #project: Project;
  readonly #queue: Queue;
  readonly #emit: Emit;
  readonly #onBug: ProjectEditsOptions['onBug'];
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor({ project, queue, emit, onBug }: ProjectEditsOptions) {
    this.#onBug = onBug;
    this.#project = project;
    this.#queue = queue;
    this.#emit = emit;
  }

  /** One undoable step. @throws BadRequest, NotFound */
  applyAnnotationDiff(diff: AnnotationDiff): AnnotationDiff {
    return this.#edited(this.#project.annotations.applyDiff(diff));
  }

  /** What was done to annotations, or null when there was nothing to undo. */
  undo(): AnnotationDiff | null {
    return this.#turned(this.#project.annotations.undo());
  }

  redo(): AnnotationDiff | null {
    return this.#turned(this.#project.annotations.redo());
  }

  /** Tags, split or note of some items, as one undoable step. @throws BadRequest, NotFound */
  editLabels(itemIds: readonly number[], edit: LabelEdit): void {
    this.#labelled(this.#project.annotations.editLabels(itemIds, edit));
  }

  /** @throws BadRequest */
  putClasses(classes: readonly AnnotationClass[]): AnnotationClass[] {
    const saved = this.#project.annotations.putClasses(classes);
    this.#emit({ type: 'project' });
    this.#evaluateSoon();
    return saved;
  }

  /** Calibration given by the user; null removes it. @throws NotFound */
  setRig(itemId: number, rig: StereoRig | null): ItemRecord {
    const item = this.#project.items.setRig(itemId, rig);
    this.#emit({ type: 'items', ids: [itemId] });
    this.#evaluateSoon();
    return item;
  }

  /** Puts a recipe in force; the job compares every run again, null where there is nothing to compare. */
  setRecipe(recipe: Recipe): { readonly recipe: RecipeRecord; readonly job: JobRecord | null } {
    const record = recipeRecord(recipe);
    this.#project.recipes.setInForce(record);
    for (const { id } of this.#project.runs.list()) this.#project.runs.setRecipe(id, record.hash);
    this.#emit({ type: 'project' });
    return { recipe: record, job: this.evaluateNow() };
  }

  /** Queues a job that brings every outdated comparison up to date; null where there is none. */
  evaluateNow(): JobRecord | null {
    this.#forgetTimer();
    const recipe = recipeInForce(this.#project);
    const outdated = this.#project.evaluations.outdated(recipe.hash).length;
    if (outdated === 0) return null;
    return this.#queue.add({ kind: 'evaluate', title: 'Compare again', payload: {} });
  }

  /** Forgets what was about to be evaluated; it is found outdated when the project is opened again. */
  close(): void {
    this.#isClosed = true;
    this.#forgetTimer();
  }

  /** A step of labels changes no annotation: what is answered for it is empty. */
  #turned(step: Edit | null): AnnotationDiff | null {
    if (step === null || !('labels' in step)) return step && this.#edited(step);
    this.#labelled(step.labels);
    return emptyDiff;
  }

  #labelled(changes: readonly LabelChange[]): void {
    if (changes.length === 0) return;
    this.#emit({ type: 'items', ids: changes.length > mostIds ? null : changes.map(({ itemId }) => itemId) });
    this.#emit({ type: 'project' });
  }

  #edited(diff: AnnotationDiff): AnnotationDiff {
    const touched = [...diff.added, ...diff.removed, ...diff.updated.flat()];
    this.#emit({ type: 'annotations', itemIds: [...new Set(touched.map(({ itemId }) => itemId))] });
    this.#evaluateSoon();
    return diff;
  }

  #forgetTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #evaluateSoon(): void {
    this.#forgetTimer();
    // An edit may still come while jobs are stopping; it is saved, and compared the next time.
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      try {
        this.evaluateNow();
      } catch (error) {
        // The edit itself is saved; what is outdated is found again when the project is opened.
        this.#onBug(error);
      }
    }, pauseMs);
  }
}
