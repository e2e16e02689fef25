import type { Annotation } from './Annotation.ts';
import type { AnnotationSet, ExchangeItem } from './AnnotationSet.ts';
import { boundsOfMask } from './boundsOf.ts';
import type { CocoAnnotation, CocoDocument } from './CocoDocument.ts';
import { rasteriseShape } from './rasteriseShape.ts';
import { countsOfMask } from './rle.ts';

/**
 * Annotations as a COCO instances file: polygons as polygons, brushes and polylines as compressed run lengths, with
 * area and box of the pixels that Fathom counts. importCoco brings exactly the same annotations back.
 *
 * @param set annotations of other items are left out.
 */
export function exportCoco(set: AnnotationSet): CocoDocument {
  const items = new Map(set.items.map((item) => [item.id, item]));
  const annotations = set.annotations.flatMap((annotation) => {
    const item = items.get(annotation.itemId);
    return item ? [{ annotation, item }] : [];
  });
  return {
    info: { description: 'Annotations of a Fathom project' },
    licenses: [],
    images: set.items.map(({ id, name, fileName, width, height }) => ({
      id,
      file_name: fileName,
      width,
      height,
      fathom: { item: name },
    })),
    categories: set.classes.map(({ id, name, color }) => ({ id, name, supercategory: '', color })),
    annotations: annotations.map(({ annotation, item }, index) => cocoFrom(annotation, item, index + 1)),
  };
}

function cocoFrom(annotation: Annotation, item: ExchangeItem, id: number): CocoAnnotation {
  const { shape, note } = annotation;
  const mask = rasteriseShape(shape, item.width, item.height);
  const counts = shape.kind === 'brush' ? shape.counts : countsOfMask(mask);
  return {
    id,
    image_id: item.id,
    category_id: annotation.classId,
    iscrowd: shape.kind === 'polygon' ? 0 : 1,
    bbox: boundsOfMask(mask),
    area: mask.data.reduce((sum, value) => sum + value, 0),
    segmentation:
      shape.kind === 'polygon'
        ? shape.parts.map((part) => part.flat())
        : { size: [item.height, item.width], counts },
    fathom: {
      id: annotation.id,
      kind: shape.kind,
      note,
      ...(shape.kind === 'polyline' && { points: shape.points, widthPx: shape.widthPx }),
    },
  };
}
