import type { Raster } from '../../rasters/Raster.ts';

export type MedianOfValid = <R extends Raster>(raster: R, window: number) => R;

/**
 * Median of the values in a square window around every value; windows are cut off at the border and pixels without a
 * value take no part. Of an even number it is the mean of the middle two. Where there is no value there will be none.
 *
 * @param window  odd side, px
 */
export const medianOfValid: MedianOfValid = (raster, window) => {
  const { width, height, values } = raster;
  const radius = window >> 1;
  const seen = new Float32Array(window * window);
  const smoothed = Float32Array.from(values);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Number.isNaN(values[y * width + x])) continue;
      let count = 0;
      for (let v = Math.max(y - radius, 0); v <= Math.min(y + radius, height - 1); v++) {
        for (let u = Math.max(x - radius, 0); u <= Math.min(x + radius, width - 1); u++) {
          const value = values[v * width + u]!;
          if (!Number.isNaN(value)) count = insert(seen, count, value);
        }
      }
      const middle = count >> 1;
      smoothed[y * width + x] = count % 2 === 1 ? seen[middle]! : (seen[middle - 1]! + seen[middle]!) / 2;
    }
  }
  return { ...raster, values: smoothed };
};

/** Puts a value in its place among the first `count`, which are in order. @returns the new count */
function insert(sorted: Float32Array, count: number, value: number): number {
  let at = count;
  while (at > 0 && sorted[at - 1]! > value) {
    sorted[at] = sorted[at - 1]!;
    at -= 1;
  }
  sorted[at] = value;
  return count + 1;
}
