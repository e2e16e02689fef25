import type { Annotation, Point, Shape } from './Annotation.ts';
import { squaredDistance } from './fillBand.ts';
import { expandRunLengths } from './rle.ts';

/**
 * The topmost (last) annotation under a point, or null.
 *
 * @param annotations of one item, in drawing order.
 * @param options.tolerancePx how far beside an outline or line a hit still counts, px of the picture.
 * @param options.height of the picture, px: brush runs go down the columns.
 */
export function hitTest(
  annotations: readonly Annotation[],
  point: Point,
  options: { readonly tolerancePx: number; readonly height: number },
): Annotation | null {
  return annotations.findLast(({ shape }) => isHit(shape, point, options)) ?? null;
}

function isHit(
  shape: Shape,
  point: Point,
  { tolerancePx, height }: { readonly tolerancePx: number; readonly height: number },
): boolean {
  switch (shape.kind) {
    case 'polygon':
      return shape.parts.some((part) => isInside(part, point) || isNear(closed(part), point, tolerancePx));
    case 'polyline':
      return isNear(shape.points, point, Math.max(shape.widthPx / 2, tolerancePx));
    case 'brush':
      return isPainted(shape.counts, point, height);
  }
}

function isInside(part: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  let [x0, y0] = part[part.length - 1]!;
  for (const [x1, y1] of part) {
    if (y0 <= y !== y1 <= y && x0 + ((y - y0) * (x1 - x0)) / (y1 - y0) <= x) inside = !inside;
    [x0, y0] = [x1, y1];
  }
  return inside;
}

function isNear(line: readonly Point[], point: Point, distance: number): boolean {
  return line.some(
    (end, index) => squaredDistance(point, line[Math.max(0, index - 1)]!, end) <= distance * distance,
  );
}

function closed(part: readonly Point[]): readonly Point[] {
  return [...part, part[0]!];
}

function isPainted(counts: string, [x, y]: Point, height: number): boolean {
  if (x < 0 || y < 0 || y >= height) return false;
  const pixel = Math.floor(x) * height + Math.floor(y);
  let end = 0;
  return expandRunLengths(counts).findIndex((length) => (end += length) > pixel) % 2 === 1;
}
