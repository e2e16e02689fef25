import type { Mask } from '../rasters/Raster.ts';
import type { AnnotationClass } from './Annotation.ts';
import type { AnnotationImport, AnnotationSet, ExchangeItem } from './AnnotationSet.ts';
import { classMasks } from './classMasks.ts';
import { findItem } from './findItem.ts';
import { ImportCollector } from './ImportCollector.ts';
import type { ItemMask } from './ItemMask.ts';
import { countsOfMask } from './rle.ts';

/**
 * Masks as a diff of the project: each becomes a brush, unless the item's shapes of that class cover exactly its pixels
 * already. Empty masks bring nothing. Exported masks come back pixel for pixel.
 *
 * @param project its items, its classes (with those of the masks), and its annotations as they are.
 * @param newId makes the ids of the brushes.
 */
export function importMasks(
  masks: Iterable<ItemMask>,
  project: AnnotationSet,
  newId: () => string,
): AnnotationImport {
  const collector = new ImportCollector(project.annotations, newId);
  for (const itemMask of masks) {
    const place = placeOf(itemMask, project);
    if (typeof place === 'string') collector.warn(place);
    else take(itemMask.mask, place, project, collector);
  }
  return collector.result();
}

interface Place {
  readonly item: ExchangeItem;
  readonly annotationClass: AnnotationClass;
}

/** Where a mask belongs, or why nowhere. */
function placeOf({ className, itemName, mask }: ItemMask, project: AnnotationSet): Place | string {
  const item = findItem(project.items, itemName);
  if (typeof item === 'string') return `mask ${item}`;
  const annotationClass = project.classes.find(({ name }) => name === className);
  if (!annotationClass) return `mask ${itemName} is of class ${className}, which does not exist`;
  if (mask.width === item.width && mask.height === item.height) return { item, annotationClass };
  return `mask ${itemName} is ${mask.width}×${mask.height}, item ${item.name} is ${item.width}×${item.height}`;
}

function take(
  mask: Mask,
  { item, annotationClass }: Place,
  project: AnnotationSet,
  collector: ImportCollector,
): void {
  if (!mask.data.includes(1)) return;
  const counts = countsOfMask(mask);
  const own = project.annotations.filter(({ itemId }) => itemId === item.id);
  const [covered] = classMasks(own, [annotationClass], item);
  if (covered && countsOfMask(covered.mask) === counts) return;
  const shape = { kind: 'brush', counts } as const;
  collector.take({ itemId: item.id, classId: annotationClass.id, shape, note: '' }, null);
}
