import { StudioError } from '../errors.ts';
import type { Picture } from '../rasters/Raster.ts';
import { BlockCost } from './BlockCost.ts';
import type { SeeCosts } from './CostRows.ts';
import { effectiveSgbmOptions } from './effectiveSgbmOptions.ts';
import { median3x3 } from './median3x3.ts';
import { PathSweep } from './PathSweep.ts';
import { PixelCost } from './PixelCost.ts';
import { prefilter } from './prefilter.ts';
import { removeSpeckles } from './removeSpeckles.ts';
import { requireSameForm } from './requireSameForm.ts';
import type { SearchRange } from './SearchRange.ts';
import { searchRange } from './SearchRange.ts';
import type { SgbmOptions } from './SgbmOptions.ts';
import type { Stripe } from './threeWayStripes.ts';
import { threeWayStripes } from './threeWayStripes.ts';
import { validateSgbmOptions } from './validateSgbmOptions.ts';
import { WinnerRow } from './WinnerRow.ts';

/** What the matcher tells its caller between row bands. */
export interface MatchObserver {
  /** Throws to end the work. */
  checkCancelled(): void;
  /** Share done, [0, 1]. */
  progress(share: number): void;
}

const unobserved: MatchObserver = { checkCancelled: () => undefined, progress: () => undefined };
const bandRows = 8;
/** Mode hh keeps block costs and sums of the whole image: 4 bytes per matchable pixel and disparity. */
const maxVolumeBytes = 4 * 2 ** 30;

/**
 * Semi-global block matching of a rectified pair, equal bit by bit to OpenCV 4.6's StereoSGBM in all four modes.
 * The README of this folder explains the stages. This is the readable reference, which the kernels in wasm/ are tested
 * against; the studio does not run it. A KITTI frame at 128 disparities takes it some seconds.
 *
 * @param left, right  same size, both grey (1 channel) or both colour (3); the pixel at x, y of the left one is sought
 *   at x − d, y of the right one.
 * @param observer  asked every few rows
 * @param seeCosts  sees the summed path costs of every row
 * @returns width × height disparities in 1/16 px (Q11.4), (minDisparity − 1) · 16 = no value.
 *   Scratch: sgbm about 2 · (blockSize + 9) bytes per column and disparity; hh in addition 4 bytes per pixel and
 *   disparity (KITTI at 128: 0.2 GB).
 * @throws SizeMismatch, InvalidOption, TooLarge (where mode hh or hh4 would need more than 4 GiB)
 * Source: Hirschmüller 2008, doi:10.1109/TPAMI.2007.1166.
 */
export function matchSgbm(
  left: Picture,
  right: Picture,
  options: SgbmOptions,
  observer: MatchObserver = unobserved,
  seeCosts?: SeeCosts,
): Int16Array {
  validateSgbmOptions(options);
  requireSameForm(left, right);
  const effective = effectiveSgbmOptions(options);
  const range = searchRange(left, effective);
  const invalid = (effective.minDisparity - 1) * 16;
  const disparity16 = new Int16Array(left.width * left.height).fill(invalid);
  if (range.columns === 0) return disparity16;

  const pixelCost = new PixelCost(
    prefilter(left, effective.preFilterCap),
    prefilter(right, effective.preFilterCap),
    range,
  );
  const work = { pixelCost, range, options: effective, disparity16, observer, seeCosts };
  switch (effective.mode) {
    case 'sgbm':
      matchInOneSweep(work);
      break;
    case '3way':
      matchInStripes(work, threeWayStripes(range.height, options.blockSize));
      break;
    case 'hh':
    case 'hh4':
      matchInTwoSweeps(work);
  }

  const smoothed = median3x3(disparity16, range.width, range.height);
  if (effective.speckleWindowSize > 0) {
    removeSpeckles(smoothed, range.width, range.height, {
      maxArea: effective.speckleWindowSize,
      maxStep: effective.speckleRange * 16,
      invalid,
    });
  }
  observer.progress(1);
  return smoothed;
}

/** What the modes share. */
interface Work {
  readonly pixelCost: PixelCost;
  readonly range: SearchRange;
  readonly options: SgbmOptions;
  readonly disparity16: Int16Array;
  readonly observer: MatchObserver;
  readonly seeCosts: SeeCosts | undefined;
}

/** MODE_SGBM: four directions from the top and the left, the fifth back along each row. Keeps a few rows only. */
function matchInOneSweep({ pixelCost, range, options, disparity16, observer, seeCosts }: Work): void {
  const { width, height, columns, disparities } = range;
  const blockCost = new BlockCost(pixelCost, range, options);
  const sweep = new PathSweep(range, options);
  const winners = new WinnerRow(range, options);
  const costs = new Int16Array(columns * disparities);
  const sums = new Int16Array(columns * disparities);
  for (let y = 0; y < height; y++) {
    if (y % bandRows === 0) report(observer, y / height);
    blockCost.row(y, costs, costs);
    sums.fill(0);
    sweep.fourPaths(costs, sums, 'left-to-right');
    sweep.pathBack(costs, sums);
    seeCosts?.(y, sums);
    winners.choose(sums, disparity16.subarray(y * width, (y + 1) * width));
  }
}

/** MODE_SGBM_3WAY: down and along the row both ways, in stripes that know nothing of each other. */
function matchInStripes(
  { pixelCost, range, options, disparity16, observer, seeCosts }: Work,
  stripes: readonly Stripe[],
): void {
  const { width, columns, disparities } = range;
  const winners = new WinnerRow(range, options);
  const costs = new Int16Array(columns * disparities);
  const sums = new Int16Array(columns * disparities);
  for (const { firstY, endY, keptY, mapY } of stripes) {
    const blockCost = new BlockCost(pixelCost, range, options, {
      firstY,
      repeatsLastRow: true,
      addsFirst: true,
    });
    const sweep = new PathSweep(range, options);
    for (let y = firstY; y < endY; y++) {
      if (y % bandRows === 0) report(observer, Math.max(y, mapY) / range.height);
      blockCost.row(y, costs, costs);
      sums.fill(0);
      sweep.threePaths(costs, sums);
      if (y < keptY) continue;
      const row = mapY + y - keptY;
      seeCosts?.(row, sums);
      winners.choose(sums, disparity16.subarray(row * width, (row + 1) * width));
    }
  }
}

/**
 * MODE_HH and MODE_HH4: a sweep down and a sweep up, of four directions each or two; costs and sums of the whole image
 * are kept between them.
 */
function matchInTwoSweeps({ pixelCost, range, options, disparity16, observer, seeCosts }: Work): void {
  const { width, height, columns, disparities } = range;
  const rowLength = columns * disparities;
  requireVolume(range, options.mode);
  const costs = new Int16Array(height * rowLength);
  const sums = new Int16Array(height * rowLength);
  const rowOf = (volume: Int16Array, y: number) => volume.subarray(y * rowLength, (y + 1) * rowLength);
  const isFull = options.mode === 'hh';

  const blockCost = new BlockCost(pixelCost, range, options, {
    firstY: 0,
    repeatsLastRow: isFull,
    addsFirst: false,
  });
  const down = new PathSweep(range, options);
  for (let y = 0; y < height; y++) {
    if (y % bandRows === 0) report(observer, (0.55 * y) / height);
    blockCost.row(y, rowOf(costs, y), rowOf(costs, Math.max(y - 1, 0)));
    if (isFull) down.fourPaths(rowOf(costs, y), rowOf(sums, y), 'left-to-right');
    else down.pathFromBefore(rowOf(costs, y), rowOf(sums, y));
  }
  const up = new PathSweep(range, options);
  const winners = new WinnerRow(range, options);
  for (let y = height - 1; y >= 0; y--) {
    if (y % bandRows === 0) report(observer, 1 - (0.45 * (y + 1)) / height);
    if (isFull) {
      up.fourPaths(rowOf(costs, y), rowOf(sums, y), 'right-to-left');
    } else {
      up.pathFromBefore(rowOf(costs, y), rowOf(sums, y));
      up.pathsAlong(rowOf(costs, y), rowOf(sums, y));
    }
    seeCosts?.(y, rowOf(sums, y));
    winners.choose(rowOf(sums, y), disparity16.subarray(y * width, (y + 1) * width));
  }
}

function report(observer: MatchObserver, share: number): void {
  observer.checkCancelled();
  observer.progress(share);
}

function requireVolume({ height, columns, disparities }: SearchRange, mode: string): void {
  const bytes = 4 * height * columns * disparities;
  if (bytes > maxVolumeBytes) {
    const mebibytes = Math.ceil(bytes / 2 ** 20);
    throw new StudioError(
      'TooLarge',
      `mode ${mode} would need ${mebibytes} MiB for ${columns} columns × ${height} rows × ${disparities} disparities; ` +
        `at most ${maxVolumeBytes / 2 ** 20} MiB are allowed. Take mode sgbm or fewer disparities`,
      { expected: `≤ ${maxVolumeBytes / 2 ** 20} MiB`, found: `${mebibytes} MiB` },
    );
  }
}
