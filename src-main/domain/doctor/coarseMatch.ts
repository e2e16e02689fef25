import type { Picture } from '../rasters/Raster.ts';
import { matchSgbm } from '../stereo/matchSgbm.ts';
import { completeSgbmOptions } from '../stereo/SgbmOptions.ts';
import { shrunk } from './shrunk.ts';

/** A pair matched at low resolution, over disparities of both signs. */
export interface CoarseMatch {
  readonly width: number;
  readonly height: number;
  /** width × height, px of the full resolution, NaN where the pixel is not matched with confidence. */
  readonly disparityPx: Float32Array;
  /** Matched with confidence. */
  readonly count: number;
  /** Of the pixels whose whole range lies in both pictures, the share that is matched. */
  readonly share: number;
}

/** Enough for the sign and the order of disparities, and for a third of a second a pair. */
const widthPx = 256;
/** Disparities that are looked for to either side, as a share of the width: 16 % is met with in real pairs. */
const reach = 0.2;
const leastCount = 400;

/**
 * Semi-global matching of both pictures made small. Only what is unique, survives the left-right check and lies in a
 * larger patch counts.
 *
 * @param left, right  grey, same size; the rows must correspond.
 * @returns null where too few pixels are matched to say anything.
 */
export function coarseMatch(left: Picture, right: Picture): CoarseMatch | null {
  if (left.width !== right.width || left.height !== right.height) return null;
  const [small, other] = [shrunk(left, widthPx), shrunk(right, widthPx)];
  const { width, height } = small;
  const most = Math.max(16, 16 * Math.round((reach * width) / 16));
  if (width <= 2 * most + 16 || height < 16) return null;
  const options = completeSgbmOptions({
    minDisparity: -most,
    numDisparities: 2 * most,
    blockSize: 5,
    uniquenessRatio: 15,
    disp12MaxDiff: 1,
    speckleWindowSize: 60,
    speckleRange: 2,
  });
  const fixed = matchSgbm(small, other, options);
  const invalid = (options.minDisparity - 1) * 16;
  const perPixel = left.width / width / 16;
  const disparityPx = Float32Array.from(fixed, (value) => (value === invalid ? NaN : value * perPixel));
  const count = disparityPx.reduce((n, value) => n + (Number.isNaN(value) ? 0 : 1), 0);
  if (count < leastCount) return null;
  return { width, height, disparityPx, count, share: count / ((width - 2 * most) * height) };
}
