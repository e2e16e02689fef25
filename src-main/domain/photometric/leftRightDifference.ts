import type { Raster } from '../rasters/Raster.ts';

/**
 * Left-right consistency: d_l(x) − d_r(x − d_l(x)), the right view's disparity read linearly between its two neighbours.
 * Zero where both views agree; positive where the left one sees something nearer than the right one does there.
 *
 * @param left   disparity of the left view, px; NaN = none.
 * @param right  disparity of the right view, same size, positive in the same sense: right pixel x is left pixel x + d.
 * @returns px; NaN where there is no disparity, where it leads out of the picture, and where the right view has none.
 * Source: Godard et al. 2017, arXiv:1609.03677, eq. 5.
 */
export function leftRightDifference(
  left: Raster<'disparity:px'>,
  right: Raster<'disparity:px'>,
): Raster<'error:px'> {
  const { width, height } = left;
  const values = new Float32Array(width * height).fill(NaN);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const disparity = left.values[row + x]!;
      const to = x - disparity;
      if (!(to >= 0 && to <= width - 1)) continue;
      const before = Math.floor(to);
      const share = to - before;
      const there = right.values[row + before]!;
      const other = share === 0 ? there : (1 - share) * there + share * right.values[row + before + 1]!;
      values[row + x] = disparity - other;
    }
  }
  return { quantity: 'error:px', width, height, values };
}
