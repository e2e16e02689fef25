import type { Annotation, AnnotationClass } from '../annotation/Annotation.ts';
import type { RegionRecord, RegionReview } from '../regions/RegionRecord.ts';

/** The class of annotations (by its stable word) that a cause is about; other causes are about no kind of object. */
const classNames: Readonly<Record<string, string>> = {
  translucent: 'translucent',
  'mirror-like': 'mirror-like',
  'thin-structure': 'thin',
  'texture-free': 'texture-free',
  repetitive: 'repetitive',
  sky: 'background',
  'black-background': 'background',
};

/** The class that a region of this cause becomes an annotation of; null where the cause names none, or it is gone. */
export function classOfCause(cause: string, classes: readonly AnnotationClass[]): AnnotationClass | null {
  const name = classNames[cause];
  return classes.find((each) => each.name === name) ?? null;
}

/** An annotation of the region's outline, the redrawn one where there is one. */
export function annotationOfRegion(
  region: Pick<RegionRecord, 'itemId' | 'outline'>,
  review: Pick<RegionReview, 'outline' | 'note'> | null,
  { id, classId }: Pick<Annotation, 'id' | 'classId'>,
): Annotation {
  const outline = review?.outline ?? region.outline;
  return {
    id,
    classId,
    itemId: region.itemId,
    shape: { kind: 'polygon', parts: [outline] },
    note: review?.note ?? '',
  };
}
