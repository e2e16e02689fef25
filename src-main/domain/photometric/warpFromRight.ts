import type { Picture, Raster } from '../rasters/Raster.ts';

/** A picture of intensities that has holes. */
export interface WarpedPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** width × height × channels in [0, 1], interleaved; NaN in all channels = nothing is known there. */
  readonly values: Float32Array;
}

/**
 * The left picture as the right one and a disparity map say it looks: Î(x, y) = R(x − d(x, y), y), linear between the
 * two neighbours of the row.
 *
 * @param right      of the disparity map's size, 8 bit.
 * @param disparity  of the left view, px; NaN = none.
 * @returns NaN where there is no disparity or where it leads out of the picture, that is beyond its outermost pixel
 *   centres, 0 and width − 1.
 * Source: Godard et al. 2017, arXiv:1609.03677 (bilinear sampling); outside is left empty instead of being repeated.
 */
export function warpFromRight(right: Picture, disparity: Raster<'disparity:px'>): WarpedPicture {
  const { width, height, channels, data } = right;
  const values = new Float32Array(width * height * channels).fill(NaN);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = x - disparity.values[y * width + x]!;
      if (!(from >= 0 && from <= width - 1)) continue;
      const before = Math.floor(from);
      const share = from - before;
      const at = (y * width + before) * channels;
      const next = share > 0 ? at + channels : at;
      const to = (y * width + x) * channels;
      for (let c = 0; c < channels; c++) {
        values[to + c] = ((1 - share) * data[at + c]! + share * data[next + c]!) / 255;
      }
    }
  }
  return { width, height, channels, values };
}
