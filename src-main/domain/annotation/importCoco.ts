import { isStudioError, StudioError } from '../errors.ts';
import type { Shape } from './Annotation.ts';
import type { AnnotationImport, AnnotationSet, ExchangeItem } from './AnnotationSet.ts';
import { ImportCollector } from './ImportCollector.ts';
import { itemFinder } from './itemFinder.ts';
import { rasteriseShape } from './rasteriseShape.ts';
import { classNameOf, isRecord } from './readCoco.ts';
import type { ForeignCoco, ForeignRecord } from './readCoco.ts';
import { checkRunLengths, compressRunLengths, countsOfMask, maskFromCounts } from './rle.ts';
import { validateShape } from './validateAnnotation.ts';

/**
 * The annotations of a COCO file as a diff of the project: polygons stay polygons, run lengths (compressed or not)
 * become brushes, and what Fathom exported comes back exactly as it was. What cannot be taken over is left out with a
 * warning.
 *
 * @param document from readCoco.
 * @param project its items, its classes (with those of classesOfCoco), and its annotations as they are.
 * @param newId makes the ids of annotations that come without one.
 */
export function importCoco(
  document: ForeignCoco,
  project: AnnotationSet,
  newId: () => string,
): AnnotationImport {
  const collector = new ImportCollector(project.annotations, newId);
  const classIds = new Map(project.classes.map(({ name, id }) => [name, id]));
  const categories = new Map(document.categories.map((category) => [category['id'], classNameOf(category)]));
  const images = new Map(document.images.map((image) => [image['id'], image]));
  const items = new Map<unknown, ExchangeItem | string>();
  const finder = {
    byName: new Map(project.items.map((item) => [item.name, item])),
    find: itemFinder(project.items),
  };
  for (const annotation of document.annotations) {
    const label = `annotation ${String(annotation['id'])}`;
    const imageId = annotation['image_id'];
    if (!items.has(imageId)) items.set(imageId, itemOfImage(images.get(imageId), imageId, finder));
    const item = items.get(imageId)!;
    const classId = classIds.get(categories.get(annotation['category_id']) ?? '');
    if (typeof item === 'string') collector.warn(item);
    else if (classId === undefined) collector.warn(`${label} has no known category`);
    else {
      const { shape, warning } = shapeOf(annotation, item);
      if (warning) collector.warn(`${label}: ${warning}`);
      if (shape)
        collector.take({ itemId: item.id, classId, shape, note: noteOf(annotation) }, idOf(annotation));
    }
  }
  return collector.result();
}

interface Finder {
  readonly byName: ReadonlyMap<string, ExchangeItem>;
  readonly find: (fileName: string) => ExchangeItem | string;
}

function itemOfImage(
  image: ForeignRecord | undefined,
  id: unknown,
  { byName, find }: Finder,
): ExchangeItem | string {
  const own = image && extrasOf(image)['item'];
  const item = (typeof own === 'string' ? byName.get(own) : undefined) ?? findByFileName(image, id, find);
  if (typeof item === 'string' || !image) return item;
  const { width, height } = image;
  if (typeof width !== 'number' || typeof height !== 'number') return item;
  if (width === item.width && height === item.height) return item;
  return `picture ${String(image['file_name'])} is ${width}×${height}, item ${item.name} is ${item.width}×${item.height}`;
}

function findByFileName(
  image: ForeignRecord | undefined,
  id: unknown,
  find: Finder['find'],
): ExchangeItem | string {
  if (typeof image?.['file_name'] !== 'string') return `picture ${String(id)} has no file name`;
  const found = find(image['file_name']);
  return typeof found === 'string' ? `picture ${found}` : found;
}

interface FoundShape {
  readonly shape: Shape | null;
  readonly warning: string | null;
}

function shapeOf(annotation: ForeignRecord, item: ExchangeItem): FoundShape {
  const { segmentation } = annotation;
  try {
    if (Array.isArray(segmentation) && segmentation.length > 0) {
      return { shape: polygonFrom(segmentation), warning: null };
    }
    if (isRecord(segmentation)) return brushOrLine(annotation, countsFrom(segmentation, item), item);
    return leftOut('has no segmentation');
  } catch (error) {
    if (!isStudioError(error)) throw error;
    return leftOut(error.message);
  }
}

function polygonFrom(lists: readonly unknown[]): Shape {
  const parts = lists.map((list) =>
    Array.isArray(list)
      ? Array.from({ length: Math.ceil(list.length / 2) }, (_, i): unknown => list.slice(2 * i, 2 * i + 2))
      : list,
  );
  return validateShape({ kind: 'polygon', parts }, 'polygon');
}

/** A polyline of ours, as long as its pixels are still those of the line; else painted pixels. */
function brushOrLine(annotation: ForeignRecord, counts: string, item: ExchangeItem): FoundShape {
  const brush: Shape = { kind: 'brush', counts };
  const extras = extrasOf(annotation);
  const mask = maskFromCounts(counts, item.width, item.height);
  if (extras['kind'] !== 'polyline') return { shape: brush, warning: null };
  const line = validateShape({ ...extras }, 'polyline');
  return countsOfMask(rasteriseShape(line, item.width, item.height)) === countsOfMask(mask)
    ? { shape: line, warning: null }
    : { shape: brush, warning: 'its pixels are no longer those of its line; kept as painted pixels' };
}

function countsFrom({ size, counts }: ForeignRecord, item: ExchangeItem): string {
  if (!Array.isArray(size) || size[0] !== item.height || size[1] !== item.width) {
    const expected = JSON.stringify([item.height, item.width]);
    const found = JSON.stringify(size) ?? 'nothing';
    throw new StudioError('SizeMismatch', `run lengths of size ${found}, the item's is ${expected}`, {
      expected,
      found,
    });
  }
  if (typeof counts === 'string') return counts;
  if (!Array.isArray(counts)) throw new StudioError('BadRequest', 'has no run lengths');
  checkRunLengths(counts);
  return compressRunLengths(counts);
}

function leftOut(reason: string): FoundShape {
  return { shape: null, warning: `${reason}; left out` };
}

function extrasOf(record: ForeignRecord): ForeignRecord {
  return isRecord(record['fathom']) ? record['fathom'] : {};
}

function noteOf(annotation: ForeignRecord): string {
  const { note } = extrasOf(annotation);
  return typeof note === 'string' ? note : '';
}

function idOf(annotation: ForeignRecord): string | null {
  const { id } = extrasOf(annotation);
  return typeof id === 'string' && /^[\w-]{1,100}$/.test(id) ? id : null;
}
