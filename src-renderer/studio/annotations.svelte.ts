import { createContext, untrack } from 'svelte';
import type { AnnotationEditAnswer, AnnotationImportAnswer } from '#api/contract.ts';
import type { Annotation, AnnotationClass, AnnotationDiff } from '#domain/annotation/Annotation.ts';
import { annotationsClient } from '../client/annotationsClient.ts';
import { changedBy } from './changedBy.ts';
import type { Connection } from './connection.svelte.ts';
import { Latest } from './latest.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Project } from './project.svelte.ts';
import type { Selection } from './selection.svelte.ts';

interface Parts {
  readonly selection: Selection;
  readonly project: Project;
  readonly connection: Connection;
  readonly notices: Notices;
}

/** The shapes drawn on the selected item. Every edit is a diff that the backend writes before it shows here. */
export class Annotations {
  readonly #ofItem = new Latest<{ itemId: number; annotations: readonly Annotation[] }>();
  #history = $state.raw<{ canUndo: boolean; canRedo: boolean } | null>(null);
  #queue: Promise<unknown> = Promise.resolve();
  /** Told of regions of which undo or redo says something else now. */
  onReviews: (reviews: AnnotationEditAnswer['reviews']) => void = () => undefined;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  static create(parts: Parts): Annotations {
    const annotations = setAnnotations(new Annotations(parts));
    const { selection, connection } = parts;
    $effect(() => {
      const { itemId } = selection;
      untrack(() => annotations.#load(itemId));
    });
    connection.on('annotations', ({ itemIds }) => {
      if (selection.itemId !== null && itemIds.includes(selection.itemId))
        annotations.#load(selection.itemId);
    });
    connection.on('project', () => (annotations.#history = null));
    connection.onReconnected(() => annotations.#load(selection.itemId));
    return annotations;
  }

  /** Of the selected item, in drawing order; empty while they are being read. */
  get list(): readonly Annotation[] {
    const read = this.#ofItem.value;
    return read && read.itemId === this.#parts.selection.itemId ? read.annotations : [];
  }

  get classes(): readonly AnnotationClass[] {
    return this.#parts.project.summary?.classes ?? [];
  }

  classOf(annotation: Annotation): AnnotationClass | undefined {
    return this.classes.find((one) => one.id === annotation.classId);
  }

  get selected(): Annotation | null {
    return this.list.find((one) => one.id === this.#parts.selection.annotationId) ?? null;
  }

  get canUndo(): boolean {
    return this.#history?.canUndo ?? this.#parts.project.summary?.canUndo ?? false;
  }

  get canRedo(): boolean {
    return this.#history?.canRedo ?? this.#parts.project.summary?.canRedo ?? false;
  }

  /** Sends one undoable step. Steps are sent one after the other; a refused step is told and changes nothing. */
  apply(diff: AnnotationDiff): Promise<void> {
    return this.#edit(() => annotationsClient.applyDiff(diff));
  }

  undo(): Promise<void> {
    return this.#edit(() => annotationsClient.undo());
  }

  redo(): Promise<void> {
    return this.#edit(() => annotationsClient.redo());
  }

  /** A step of the common history was done elsewhere. */
  tookStep({ canUndo, canRedo }: { readonly canUndo: boolean; readonly canRedo: boolean }): void {
    this.#history = { canUndo, canRedo };
  }

  async removeSelected(): Promise<void> {
    const { selected } = this;
    if (selected) await this.apply({ added: [], updated: [], removed: [selected] });
  }

  /**
   * The class of what is drawn next, and of the selected shape if there is one. With a drawing tool in hand the shape
   * just finished is still selected, but it is the next one that is meant.
   */
  async chooseClass(classId: number): Promise<void> {
    const { selection } = this.#parts;
    selection.classId = classId;
    const { selected } = this;
    if (selection.tool !== 'view' && selection.tool !== 'select') return;
    if (selected && selected.classId !== classId) await this.change(selected, { ...selected, classId });
  }

  /** Replaces one annotation by a changed copy. */
  async change(before: Annotation, after: Annotation): Promise<void> {
    await this.apply({ added: [], updated: [[before, after]], removed: [] });
  }

  /** These throw; the panel shows why in place. */
  async saveClasses(classes: readonly AnnotationClass[]): Promise<void> {
    await annotationsClient.saveClasses(classes);
  }

  async import(format: 'coco' | 'masks', file: Blob): Promise<AnnotationImportAnswer> {
    return annotationsClient.import(format, file);
  }

  #edit(send: () => Promise<AnnotationEditAnswer>): Promise<void> {
    const step = this.#queue.then(() => this.#parts.notices.guard(async () => this.#take(await send())));
    this.#queue = step;
    return step.then(() => undefined);
  }

  #take({ diff, reviews, canUndo, canRedo }: AnnotationEditAnswer): void {
    this.#history = { canUndo, canRedo };
    if (reviews.length > 0) this.onReviews(reviews);
    const read = this.#ofItem.value;
    if (!diff || !read) return;
    const annotations = changedBy(read.annotations, diff, read.itemId);
    this.#ofItem.value = { itemId: read.itemId, annotations };
    const { selection } = this.#parts;
    if (diff.removed.some((one) => one.id === selection.annotationId)) selection.selectAnnotation(null);
  }

  #load(itemId: number | null): void {
    if (itemId === null) {
      this.#ofItem.clear();
      return;
    }
    void this.#ofItem.load(async (signal) => {
      const { annotations } = await annotationsClient.ofItem(itemId, signal);
      return { itemId, annotations };
    });
  }
}

const [getAnnotations, setAnnotations] = createContext<Annotations>();

export { getAnnotations };
