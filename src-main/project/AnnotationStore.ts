import type { Annotation, AnnotationClass, AnnotationDiff } from '#domain/annotation/Annotation.ts';

export declare class AnnotationStore {
  byItem(itemId: number): Annotation[];
  all(): Annotation[];
  /** @throws NotFound */
  get(id: string): Annotation;
  /** One undoable step in one transaction. @throws BadRequest (illegal shape, unknown item or class, or the diff starts from another state than the stored one) */
  applyDiff(diff: AnnotationDiff): AnnotationDiff;
  /** What was done, or null when there was nothing to undo. */
  undo(): AnnotationDiff | null;
  redo(): AnnotationDiff | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  classes(): AnnotationClass[];
  /** Replaces the list; id 0 or negative = new. @throws BadRequest (bad colour, doubled name or key, a missing class has annotations) */
  putClasses(classes: readonly AnnotationClass[]): AnnotationClass[];
  counts(): { items: number; annotations: number };
}
