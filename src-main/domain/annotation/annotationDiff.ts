import { StudioError } from '../errors.ts';
import type { Annotation, AnnotationDiff, Shape } from './Annotation.ts';

export const emptyDiff: AnnotationDiff = { added: [], updated: [], removed: [] };

export function isEmptyDiff(diff: AnnotationDiff): boolean {
  return diff.added.length + diff.updated.length + diff.removed.length === 0;
}

/** The diff that takes a diff back. reverseDiff(reverseDiff(d)) equals d. */
export function reverseDiff(diff: AnnotationDiff): AnnotationDiff {
  return {
    added: diff.removed,
    updated: diff.updated.map(([before, after]) => [after, before] as const),
    removed: diff.added,
  };
}

/**
 * The annotations after a diff, by id. The given map stays as it is.
 *
 * @throws BadRequest where the diff starts from another state: something to be added is there, or something to be
 *   changed or removed is not there or differs.
 */
export function applyDiff(
  annotations: ReadonlyMap<string, Annotation>,
  diff: AnnotationDiff,
): Map<string, Annotation> {
  const next = new Map(annotations);
  for (const before of diff.removed) {
    checkBefore(next.get(before.id), before);
    next.delete(before.id);
  }
  for (const [before, after] of diff.updated) {
    checkBefore(next.get(before.id), before);
    next.set(after.id, after);
  }
  for (const after of diff.added) {
    if (next.has(after.id)) throw stale(after.id, 'exists already');
    next.set(after.id, after);
  }
  return next;
}

/** One diff that does what the two do one after the other. What appears and goes within them leaves no trace. */
export function squashDiffs(first: AnnotationDiff, second: AnnotationDiff): AnnotationDiff {
  const changes = new Map<string, { before: Annotation | null; after: Annotation | null }>();
  for (const diff of [first, second]) {
    for (const { before, after } of changesOf(diff)) {
      const id = (before ?? after)!.id;
      changes.set(id, { before: changes.has(id) ? changes.get(id)!.before : before, after });
    }
  }
  const added: Annotation[] = [];
  const updated: (readonly [Annotation, Annotation])[] = [];
  const removed: Annotation[] = [];
  for (const { before, after } of changes.values()) {
    if (before && after) {
      if (!isSameAnnotation(before, after)) updated.push([before, after]);
    } else if (after) added.push(after);
    else if (before) removed.push(before);
  }
  return { added, updated, removed };
}

/** Ids of the items whose annotations a diff changes, ascending. */
export function itemsOfDiff(diff: AnnotationDiff): number[] {
  const touched = [...diff.added, ...diff.updated.flat(), ...diff.removed];
  return [...new Set(touched.map(({ itemId }) => itemId))].sort((a, b) => a - b);
}

/** True where every field is equal, down to the last point. */
export function isSameAnnotation(a: Annotation, b: Annotation): boolean {
  return textOf(a) === textOf(b);
}

/** A text that is equal for equal shapes, whatever the order of their keys. */
export function textOfShape(shape: Shape): string {
  switch (shape.kind) {
    case 'polygon':
      return JSON.stringify([shape.kind, shape.parts]);
    case 'polyline':
      return JSON.stringify([shape.kind, shape.widthPx, shape.points]);
    case 'brush':
      return JSON.stringify([shape.kind, shape.counts]);
  }
}

function textOf({ id, itemId, classId, shape, note }: Annotation): string {
  return JSON.stringify([id, itemId, classId, note, textOfShape(shape)]);
}

function changesOf(diff: AnnotationDiff): { before: Annotation | null; after: Annotation | null }[] {
  return [
    ...diff.removed.map((before) => ({ before, after: null })),
    ...diff.updated.map(([before, after]) => ({ before, after })),
    ...diff.added.map((after) => ({ before: null, after })),
  ];
}

function checkBefore(stored: Annotation | undefined, before: Annotation): void {
  if (!stored) throw stale(before.id, 'does not exist any more');
  if (!isSameAnnotation(stored, before)) throw stale(before.id, 'was changed since');
}

function stale(id: string, what: string): StudioError {
  return new StudioError('BadRequest', `annotation ${id} ${what}; load the item again`, { id });
}
