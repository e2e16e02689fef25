import type { Mask } from '../rasters/Raster.ts';
import type { Point, Shape } from './Annotation.ts';
import { fillBand } from './fillBand.ts';
import { maskFromCounts } from './rle.ts';

/**
 * The pixels of a shape in a picture of the given size; what lies outside the picture is cut off.
 *
 * A pixel belongs to a polygon when its centre lies inside one of the parts, by the even-odd rule within each part; a
 * centre exactly on an edge belongs to the polygon when the inside is to its right or below, so that polygons which
 * share an edge share no pixel. It belongs to a polyline when its centre lies within widthPx / 2 of the line.
 *
 * @throws BadRequest where a brush's runs are not those of a picture of that size.
 */
export function rasteriseShape(shape: Shape, width: number, height: number): Mask {
  if (shape.kind === 'brush') return maskFromCounts(shape.counts, width, height);
  const mask: Mask = { width, height, data: new Uint8Array(width * height) };
  if (shape.kind === 'polyline') fillBand(mask, shape.points, shape.widthPx, 1);
  else for (const part of shape.parts) fillPolygon(mask, part);
  return mask;
}

function fillPolygon(mask: Mask, points: readonly Point[]): void {
  const top = points.reduce((least, [, y]) => Math.min(least, y), Infinity);
  const bottom = points.reduce((most, [, y]) => Math.max(most, y), -Infinity);
  const firstRow = Math.max(0, Math.ceil(top - 0.5));
  const lastRow = Math.min(mask.height - 1, Math.floor(bottom - 0.5));
  for (let row = firstRow; row <= lastRow; row++) {
    const crossings = crossingsAt(points, row + 0.5);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const first = Math.max(0, Math.ceil(crossings[pair]! - 0.5));
      const end = Math.min(mask.width, Math.ceil(crossings[pair + 1]! - 0.5));
      if (first < end) mask.data.fill(1, row * mask.width + first, row * mask.width + end);
    }
  }
}

/** Where the closed outline crosses a horizontal line, from left to right; a corner counts for its lower edge only. */
function crossingsAt(points: readonly Point[], y: number): number[] {
  const crossings: number[] = [];
  let [x0, y0] = points[points.length - 1]!;
  for (const [x1, y1] of points) {
    if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) * (x1 - x0)) / (y1 - y0));
    [x0, y0] = [x1, y1];
  }
  return crossings.sort((a, b) => a - b);
}
