import type { Picture } from '../rasters/Raster.ts';

/** Whole pixels. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

export interface CornerOptions {
  /** Corners at most; they are spread over the picture, one in each cell of a grid. */
  readonly count: number;
  /** Distance that is kept from the border, px; at least 3. */
  readonly border: number;
}

/** Gradients are summed over a square of this radius, px. */
const radius = 2;
/** A weaker corner is noise: its gradient, rms over the square, is below 8 grey levels in every direction. */
const leastResponse = (2 * radius + 1) ** 2 * 64;
/** So many places are looked at; in a large picture not every one. */
const mostPlaces = 150_000;

/**
 * Places of a grey picture that differ from their surroundings in every direction, well spread.
 * Source: Shi and Tomasi 1994, doi:10.1109/CVPR.1994.323794 (the smaller eigenvalue of the gradients' second moments).
 */
export function findCorners({ width, height, data }: Picture, { count, border }: CornerOptions): Corner[] {
  const step = Math.max(1, Math.round(Math.sqrt((width * height) / mostPlaces)));
  const cell = Math.max(step, Math.sqrt((width * height) / count));
  const columns = Math.ceil(width / cell);
  const best = new Float64Array(columns * Math.ceil(height / cell)).fill(leastResponse);
  const places = new Int32Array(best.length).fill(-1);
  for (let y = border; y < height - border; y += step) {
    const row = Math.floor(y / cell) * columns;
    for (let x = border; x < width - border; x += step) {
      const response = cornerness(data, width, x, y);
      const at = row + Math.floor(x / cell);
      if (response <= best[at]!) continue;
      best[at] = response;
      places[at] = y * width + x;
    }
  }
  return [...places]
    .filter((place) => place >= 0)
    .map((place) => ({ x: place % width, y: Math.floor(place / width) }));
}

function cornerness(data: Uint8Array, width: number, x: number, y: number): number {
  let [xx, xy, yy] = [0, 0, 0];
  for (let v = y - radius; v <= y + radius; v += 1) {
    for (let at = v * width + x - radius; at <= v * width + x + radius; at += 1) {
      const gx = data[at + 1]! - data[at - 1]!;
      const gy = data[at + width]! - data[at - width]!;
      xx += gx * gx;
      xy += gx * gy;
      yy += gy * gy;
    }
  }
  return (xx + yy) / 2 - Math.sqrt(((xx - yy) / 2) ** 2 + xy * xy);
}
