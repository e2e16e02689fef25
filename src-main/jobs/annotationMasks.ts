import { classMasks, type ClassMask } from '#domain/annotation/classMasks.ts';
import { orderedPairClass } from '#domain/annotation/orderedPairs.ts';
import type { ItemRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';
import { digest } from './cacheKey.ts';

/** The annotated pixels of an item by class. */
export function classMasksOf(project: Project, item: ItemRecord): ClassMask[] {
  // A pair of points is no area.
  const classes = project.annotations.classes().filter(({ name }) => name !== orderedPairClass);
  const ids = new Set(classes.map(({ id }) => id));
  const drawn = project.annotations.byItem(item.id).filter(({ classId }) => ids.has(classId));
  return classMasks(drawn, classes, item);
}

/** Equal when the item's annotated pixels are drawn by equal shapes of equally named classes. */
export function masksHash(project: Project, itemId: number): string {
  const names = new Map(project.annotations.classes().map(({ id, name }) => [id, name]));
  const shapes = project.annotations
    .byItem(itemId)
    .map(({ classId, shape }) => JSON.stringify([names.get(classId), shape]));
  return digest(shapes.sort());
}
