import type { Annotation, AnnotationDiff } from '#domain/annotation/Annotation.ts';

/** The annotations of an item after a step that may concern several items. Order is kept; new ones come last. */
export function changedBy(
  annotations: readonly Annotation[],
  diff: AnnotationDiff,
  itemId: number,
): readonly Annotation[] {
  const removed = new Set(diff.removed.map((one) => one.id));
  const updated = new Map(diff.updated.map(([, after]) => [after.id, after]));
  const known = new Set(annotations.map((one) => one.id));
  return [
    ...annotations.filter((one) => !removed.has(one.id)).map((one) => updated.get(one.id) ?? one),
    ...diff.added.filter((one) => one.itemId === itemId && !known.has(one.id)),
  ];
}
