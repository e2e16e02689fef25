import type { Raster } from '../../rasters/Raster.ts';

type Disparity = Raster<'disparity:px'>;

/**
 * How far the right view's disparity is from the left one's at the same point: |d_l(x) − d_r(x − d_l(x))|, with x − d_l
 * rounded to whole pixels.
 *
 * @param left, right  px, of one size, both positive in the same sense
 * @returns px; NaN where the left view has no value, or it points outside or to a pixel without one
 */
export function leftRightDifference(left: Disparity, right: Disparity): Raster<'error:px'> {
  const { width, height } = left;
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const disparity = left.values[at]!;
      const match = Math.round(x - disparity);
      values[at] = match >= 0 && match < width ? Math.abs(disparity - right.values[y * width + match]!) : NaN;
    }
  }
  return { quantity: 'error:px', width, height, values };
}

/**
 * The left view's disparities that the right view agrees with to within maxDiff px; NaN for the others. What only one
 * camera sees is dropped, and much of what was matched wrongly.
 */
export function leftRightCheck(left: Disparity, right: Disparity, maxDiff: number): Disparity {
  const difference = leftRightDifference(left, right).values;
  const values = new Float32Array(difference.length).fill(NaN);
  for (let i = 0; i < values.length; i++) if (difference[i]! <= maxDiff) values[i] = left.values[i]!;
  return { ...left, values };
}
