import type { Mask } from '../rasters/Raster.ts';
import type { Annotation, AnnotationClass } from './Annotation.ts';
import { rasteriseShape } from './rasteriseShape.ts';

export interface ClassMask {
  readonly name: string;
  readonly mask: Mask;
}

/**
 * The annotated pixels of one item, by class: the union of the class's shapes. Classes without an annotation are left
 * out; the rest come in the order of the list of classes.
 *
 * @throws BadRequest where a brush was painted on a picture of another size.
 */
export function classMasks(
  annotations: readonly Annotation[],
  classes: readonly AnnotationClass[],
  size: { readonly width: number; readonly height: number },
): ClassMask[] {
  const masks: ClassMask[] = [];
  for (const { id, name } of classes) {
    const shapes = annotations.filter((annotation) => annotation.classId === id);
    if (shapes.length === 0) continue;
    masks.push({
      name,
      mask: shapes.map(({ shape }) => rasteriseShape(shape, size.width, size.height)).reduce(union),
    });
  }
  return masks;
}

function union(a: Mask, b: Mask): Mask {
  return { ...a, data: a.data.map((value, index) => value | b.data[index]!) };
}
