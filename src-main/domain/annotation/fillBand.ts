import type { Mask } from '../rasters/Raster.ts';
import type { Point } from './Annotation.ts';

/**
 * Sets every pixel whose centre lies within widthPx / 2 of the line through the points (round ends and corners). One
 * point gives a disc. Writes into the mask.
 */
export function fillBand(mask: Mask, points: readonly Point[], widthPx: number, value: 0 | 1): void {
  const radius = widthPx / 2;
  points.forEach((point, index) => fillCapsule(mask, points[Math.max(0, index - 1)]!, point, radius, value));
}

function fillCapsule(mask: Mask, from: Point, to: Point, radius: number, value: 0 | 1): void {
  const { width, height, data } = mask;
  const left = Math.max(0, Math.ceil(Math.min(from[0], to[0]) - radius - 0.5));
  const right = Math.min(width - 1, Math.floor(Math.max(from[0], to[0]) + radius - 0.5));
  const top = Math.max(0, Math.ceil(Math.min(from[1], to[1]) - radius - 0.5));
  const bottom = Math.min(height - 1, Math.floor(Math.max(from[1], to[1]) + radius - 0.5));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      if (squaredDistance([x + 0.5, y + 0.5], from, to) <= radius * radius) data[y * width + x] = value;
    }
  }
}

/** Squared distance of a point to a segment; the ends may be equal. */
export function squaredDistance([x, y]: Point, [x0, y0]: Point, [x1, y1]: Point): number {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const squaredLength = dx * dx + dy * dy;
  const along = squaredLength === 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / squaredLength;
  const t = Math.min(1, Math.max(0, along));
  return (x - x0 - t * dx) ** 2 + (y - y0 - t * dy) ** 2;
}
