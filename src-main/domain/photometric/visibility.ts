import type { Raster } from '../rasters/Raster.ts';

/** What the right camera makes of a pixel of the left view. The numbers are those of the map. */
export const visibilityClasses = {
  /** Both views agree, or nothing nearer covers it. */
  seen: 0,
  /** Hidden from the right camera behind something nearer. */
  occluded: 1,
  /** The right view contradicts it and shows something else there: a false match. Told by a pair of maps only. */
  mismatch: 2,
  /** Its disparity leads out of the right picture. */
  outside: 3,
} as const;

/** Views agree where their disparities differ by no more than this, px. */
export const visibilityTolerancePx = 1;

/**
 * Which pixels the right camera does not see, from both views' disparities. A pixel whose left-right difference is above
 * the tolerance is a mismatch if some pixel of the right view leads to it, else it is occluded.
 *
 * @param difference  of leftRightDifference(left, right).
 * @returns a class of `visibilityClasses`; NaN where the left or the right view has no disparity.
 * Source: Hirschmüller 2008, doi:10.1109/TPAMI.2007.1166, section 2.5 (interpolation), as CNES Pandora applies it.
 */
export function visibilityOfPair(
  left: Raster<'disparity:px'>,
  right: Raster<'disparity:px'>,
  difference: Raster<'error:px'>,
): Raster<'visibility'> {
  const { width, height } = left;
  const values = new Float32Array(width * height).fill(NaN);
  const isShown = new Uint8Array(width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    isShown.fill(0);
    for (let x = 0; x < width; x++) {
      const to = Math.round(x + right.values[row + x]!);
      if (to >= 0 && to < width) isShown[to] = 1;
    }
    for (let x = 0; x < width; x++) {
      const target = x - left.values[row + x]!;
      if (Number.isNaN(target)) continue;
      const away = Math.abs(difference.values[row + x]!);
      if (target < 0 || target > width - 1) values[row + x] = visibilityClasses.outside;
      else if (away <= visibilityTolerancePx) values[row + x] = visibilityClasses.seen;
      else if (away > visibilityTolerancePx)
        values[row + x] = isShown[x] ? visibilityClasses.mismatch : visibilityClasses.occluded;
    }
  }
  return { quantity: 'visibility', width, height, values };
}

/**
 * Which pixels the right camera does not see, from the left view's disparity alone: every pixel is moved to where it
 * stands in the right picture, and one is occluded where another that is nearer by more than the tolerance lands within
 * one pixel of it.
 *
 * @returns a class of `visibilityClasses`, never `mismatch`; NaN where there is no disparity.
 */
export function visibilityOfLeft(left: Raster<'disparity:px'>): Raster<'visibility'> {
  const { width, height } = left;
  const values = new Float32Array(width * height).fill(NaN);
  const nearest = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    nearest.fill(-Infinity);
    for (let x = 0; x < width; x++) {
      const disparity = left.values[row + x]!;
      const to = Math.round(x - disparity);
      if (to >= 0 && to < width) nearest[to] = Math.max(nearest[to]!, disparity);
    }
    for (let x = 0; x < width; x++) {
      const disparity = left.values[row + x]!;
      const target = x - disparity;
      if (Number.isNaN(target)) continue;
      if (target < 0 || target > width - 1) {
        values[row + x] = visibilityClasses.outside;
        continue;
      }
      const front = Math.max(nearest[Math.floor(target)]!, nearest[Math.ceil(target)]!);
      values[row + x] =
        front > disparity + visibilityTolerancePx ? visibilityClasses.occluded : visibilityClasses.seen;
    }
  }
  return { quantity: 'visibility', width, height, values };
}
