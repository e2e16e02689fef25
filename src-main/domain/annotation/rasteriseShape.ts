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
  for (const [row, crossings] of crossingsByRow(points, mask.height)) {
    crossings.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const first = Math.max(0, Math.ceil(crossings[pair]! - 0.5));
      const end = Math.min(mask.width, Math.ceil(crossings[pair + 1]! - 0.5));
      if (first < end) mask.data.fill(1, row * mask.width + first, row * mask.width + end);
    }
  }
}

/**
 * Where the closed outline crosses the middle of each row; a corner counts for its lower edge only. Each edge visits
 * its own rows, so that outlines of very many points stay quick.
 */
function crossingsByRow(points: readonly Point[], height: number): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  let [x0, y0] = points[points.length - 1]!;
  for (const [x1, y1] of points) {
    const bottom = Math.max(y0, y1);
    for (
      let row = Math.max(0, Math.ceil(Math.min(y0, y1) - 0.5));
      row < height && row + 0.5 < bottom;
      row++
    ) {
      const x = x0 + ((row + 0.5 - y0) * (x1 - x0)) / (y1 - y0);
      const crossings = rows.get(row);
      if (crossings) crossings.push(x);
      else rows.set(row, [x]);
    }
    [x0, y0] = [x1, y1];
  }
  return rows;
}
