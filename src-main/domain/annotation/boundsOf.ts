import type { Mask } from '../rasters/Raster.ts';
import type { Shape } from './Annotation.ts';
import { maskFromCounts } from './rle.ts';

/** x, y, width, height in pixels. */
export type Box = readonly [number, number, number, number];

/**
 * The smallest upright box around a shape, in continuous pixel coordinates; a polyline's includes its width.
 *
 * @param size of the picture, needed for brush shapes.
 */
export function boundsOf(shape: Shape, size: { readonly width: number; readonly height: number }): Box {
  if (shape.kind === 'brush') return boundsOfMask(maskFromCounts(shape.counts, size.width, size.height));
  const points = shape.kind === 'polygon' ? shape.parts.flat() : shape.points;
  const margin = shape.kind === 'polyline' ? shape.widthPx / 2 : 0;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return [left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin];
}

/** The smallest box around the set pixels; [0, 0, 0, 0] where there are none. */
export function boundsOfMask(mask: Mask): Box {
  const { width, height, data } = mask;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
}
