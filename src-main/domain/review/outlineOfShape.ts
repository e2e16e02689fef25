import type { Point, Shape } from '../annotation/Annotation.ts';
import { rasteriseShape } from '../annotation/rasteriseShape.ts';
import { labelComponents } from '../regions/labelComponents.ts';
import { outlineOf } from '../regions/outlineOf.ts';

/** The outer outline of a drawn shape, of its largest piece, in pixel corners; null where it holds no pixel. */
export function outlineOfShape(
  shape: Shape,
  { width, height }: { readonly width: number; readonly height: number },
): readonly Point[] | null {
  const [only, ...others] = shape.kind === 'polygon' ? shape.parts : [];
  if (only && others.length === 0 && only.length >= 3) return only;
  const { labels, count } = labelComponents(rasteriseShape(shape, width, height).data, width, height);
  if (count === 0) return null;
  const sizes = new Int32Array(count + 1);
  for (const label of labels) sizes[label]! += 1;
  sizes[0] = 0;
  const largest = sizes.indexOf(Math.max(...sizes));
  const mask = Uint8Array.from(labels, (label) => (label === largest ? 1 : 0));
  return outlineOf({ left: 0, top: 0, width, height, mask });
}
