import type { AnnotationClass, AnnotationDiff } from '#domain/annotation/Annotation.ts';
import { emptyDiff, isEmptyDiff } from '#domain/annotation/annotationDiff.ts';
import { isAbortError, isStudioError, StudioError } from '#domain/errors.ts';
import type { LabelChange, LabelEdit } from '#domain/items/ItemLabels.ts';
import type { Edit } from '#project/EditHistory.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { BackgroundRule } from '#domain/ignore/BackgroundRule.ts';
import { formatBackgroundRule } from '#domain/ignore/formatBackgroundRule.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { ItemRecord, JobRecord, RecipeRecord } from '#domain/records.ts';
import type { ComputePool } from '#compute/pool/ComputePool.ts';
import { emptyStep, type RegionCut, type ReviewChange, type ReviewStep } from '#domain/review/ReviewStep.ts';
import type { Project } from '#project/Project.ts';
import { applyRemedy, correctedItems, type AppliedRemedy } from './doctor/applyRemedy.ts';
import { checkDraft } from './doctor/checkJob.ts';
import { examineAgain } from './examineAgain.ts';
import { cutOf, reviewStepOf, type RegionCutting, type RegionReviewing } from './reviewSteps.ts';
import type { Queue } from './Queue.ts';
import { recipeWithBackground } from './recipeWithBackground.ts';
import { recipeRecord } from './recipeRecord.ts';
import { recipeInForce } from './startRun.ts';
import type { Emit } from './WorkspaceEvent.ts';

/** Edits that follow each other faster than this are evaluated together. */
const pauseMs = 300;
/** More items than this are told of as many. */
const mostIds = 1000;

export interface ProjectEditsOptions {
  readonly project: Project;
  readonly pool: ComputePool;
  readonly queue: Queue;
  readonly emit: Emit;
  /** Told why the comparison after an edit could not be queued. */
  readonly onBug: (error: unknown) => void;
}

/** What undoing or redoing a step changed. */
interface Turned {
  readonly diff: AnnotationDiff;
  readonly reviews: readonly ReviewChange[];
}

/** What a user changes by hand. Every edit is saved at once; comparisons it makes outdated are done again soon after. */
export class ProjectEdits {
  readonly #project: Project;
  readonly #pool: ComputePool;
  readonly #queue: Queue;
  readonly #emit: Emit;
  readonly #onBug: ProjectEditsOptions['onBug'];
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;
  readonly #closing = new AbortController();

  constructor({ project, pool, queue, emit, onBug }: ProjectEditsOptions) {
    this.#onBug = onBug;
    this.#project = project;
    this.#pool = pool;
    this.#queue = queue;
    this.#emit = emit;
  }

  /** One undoable step. @throws BadRequest, NotFound */
  applyAnnotationDiff(diff: AnnotationDiff): AnnotationDiff {
    return this.#edited(this.#project.annotations.applyDiff(diff));
  }

  /** What was done to annotations and reviews, or null when there was nothing to undo. */
  undo(): Turned | null {
    return this.#turned(this.#project.annotations.undo());
  }

  redo(): Turned | null {
    return this.#turned(this.#project.annotations.redo());
  }

  /**
   * What is said of some regions, and annotations made of them where a class is given, as one undoable step.
   * @throws BadRequest, NotFound
   */
  reviewRegions(wanted: RegionReviewing): readonly ReviewChange[] {
    const step = reviewStepOf(this.#project, wanted);
    if (step.reviews.length > 0 || !isEmptyDiff(step.annotations)) {
      this.#project.annotations.applyReview(step);
      this.#reviewed(step);
    }
    return step.reviews;
  }

  /**
   * Splits a region or merges several, as one undoable step; the frame's regions are found and explained again, so that
   * the parts have numbers and causes of their own.
   *
   * @throws NotFound, BadRequest (regions of different frames), InvalidOption (the cut changes nothing)
   */
  async cutRegions(wanted: RegionCutting): Promise<RegionCut> {
    const cut = cutOf(this.#project, wanted);
    await this.#examineWith(cut, { ...emptyStep, cuts: { added: [cut], removed: [] } });
    return cut;
  }

  /** What is to be done about a rejected or doubtful file, or all alike, as one undoable step. @throws as applyRemedy */
  async remedy(request: Parameters<typeof applyRemedy>[1], signal?: AbortSignal): Promise<AppliedRemedy> {
    const applied = await applyRemedy(this.#project, request, signal);
    this.#corrected(applied.itemIds);
    return applied;
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
    const record = recipeRecord(recipeWithBackground(this.#project, recipe));
    this.#project.recipes.setInForce(record);
    for (const { id } of this.#project.runs.list()) this.#project.runs.setRecipe(id, record.hash);
    this.#emit({ type: 'project' });
    return { recipe: record, job: this.evaluateNow() };
  }

  /**
   * Says what is background in the pictures of one of the project's folders; null = nothing is told apart. The recipe in
   * force carries it from then on.
   * @throws NotFound
   */
  setBackground(rootId: number, rule: BackgroundRule | null): ReturnType<ProjectEdits['setRecipe']> {
    this.#project.roots.update(rootId, { background: rule && formatBackgroundRule(rule) });
    return this.setRecipe(recipeInForce(this.#project).recipe);
  }

  /** Queues a job that brings every outdated comparison up to date; null where there is none. */
  evaluateNow(): JobRecord | null {
    this.#forgetTimer();
    const recipe = recipeInForce(this.#project);
    const outdated = this.#project.evaluations.outdated(recipe.hash).length;
    const isDone = outdated === 0 && this.#project.causeNumbers.due(recipe.hash).length === 0;
    if (isDone) return null;
    return this.#queue.add({ kind: 'evaluate', title: 'Compare again', payload: {} });
  }

  /** Forgets what was about to be evaluated; it is found outdated when the project is opened again. */
  close(): void {
    this.#isClosed = true;
    this.#closing.abort();
    this.#forgetTimer();
  }

  /** A step of labels changes no annotation: what is answered for it is empty. */
  #turned(step: Edit | null): Turned | null {
    if (step === null) return null;
    if ('labels' in step) {
      this.#labelled(step.labels);
      return { diff: emptyDiff, reviews: [] };
    }
    if ('decisions' in step) {
      this.#corrected(correctedItems([...step.decisions.added, ...step.decisions.removed]));
      return { diff: emptyDiff, reviews: [] };
    }
    if (!('review' in step)) return { diff: this.#edited(step), reviews: [] };
    this.#reviewed(step.review);
    for (const cut of framesOf(step.review)) this.#examineLater(cut);
    return { diff: step.review.annotations, reviews: step.review.reviews };
  }

  #reviewed({ reviews, annotations }: ReviewStep): void {
    if (reviews.length > 0) {
      this.#emit({ type: 'reviewed', regionIds: reviews.map(({ regionId }) => regionId) });
      this.#evaluateSoon();
    }
    if (!isEmptyDiff(annotations)) this.#edited(annotations);
  }

  /** After cuts were undone or redone; regions of a frame that cannot be read stay as they are. */
  #examineLater(frame: Frame): void {
    this.#examineWith(frame, null).catch((error: unknown) => {
      if (!isStudioError(error) && !isAbortError(error)) this.#onBug(error);
    });
  }

  /**
   * Finds the regions of a frame again and saves them, with a step where one is given. What was compared or cut anew in
   * between is looked at again.
   */
  async #examineWith({ runId, itemId }: Frame, step: ReviewStep | null): Promise<void> {
    const { evaluations, reviews } = this.#project;
    for (;;) {
      const stateNow = () =>
        [
          evaluations.of(runId, itemId).evaluation?.id,
          ...reviews.cuts(runId, itemId).map(({ id }) => id),
        ].join();
      const before = stateNow();
      const cuts = [...reviews.cuts(runId, itemId), ...(step?.cuts.added ?? [])];
      const { found, save } = await examineAgain(
        { project: this.#project, pool: this.#pool, signal: this.#closing.signal },
        { runId, itemId },
        cuts,
      );
      if (this.#isClosed) return;
      if (stateNow() !== before) continue;
      if (step !== null) {
        requireEffect(step, { was: evaluations.of(runId, itemId).regions.length, is: found.regions.length });
        this.#project.annotations.applyReview(step);
      }
      save();
      this.#emit({ type: 'evaluated', runId, itemId });
      this.#evaluateSoon();
      return;
    }
  }

  /** Items whose files or encodings are others now are compared and examined again. */
  #corrected(itemIds: readonly number[]): void {
    if (itemIds.length > 0) {
      this.#emit({ type: 'items', ids: itemIds.length > mostIds ? null : itemIds });
      this.#evaluateSoon();
      if (!this.#isClosed) this.#queue.add(checkDraft(itemIds));
    }
    this.#emit({ type: 'project' });
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

interface Frame {
  readonly runId: number;
  readonly itemId: number;
}

/** The frames whose regions a step cuts, each once. */
function framesOf({ cuts }: ReviewStep): readonly Frame[] {
  const frames = [...cuts.added, ...cuts.removed].map(({ runId, itemId }) => ({ runId, itemId }));
  return frames.filter(
    (frame, index) =>
      frames.findIndex(({ runId, itemId }) => runId === frame.runId && itemId === frame.itemId) === index,
  );
}

function requireEffect(
  { cuts }: ReviewStep,
  { was, is }: { readonly was: number; readonly is: number },
): void {
  if (was !== is) return;
  const [cut] = cuts.added;
  const message =
    cut?.kind === 'merge'
      ? 'the regions cannot be merged: they are one already'
      : cut?.line === null
        ? 'the region has no step of depth and no narrow place to split it at: draw a line across it'
        : 'the line does not cut the region in two: draw it from one side to the other';
  throw new StudioError('InvalidOption', message, { expected: 'another number of regions', found: is });
}
