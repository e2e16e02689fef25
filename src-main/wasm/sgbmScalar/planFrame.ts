import { StudioError } from '#domain/errors.ts';
import type { SearchRange } from '#domain/stereo/SearchRange.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import type { ScalarSettings } from './ScalarKernels.ts';

/** Where everything of a frame lies in linear memory. */
export interface FramePlan {
  readonly bytes: number;
  readonly settings: ScalarSettings;
  /** i16, width × height. */
  readonly map: number;
  /** Rows of costs or sums, one after the other. */
  readonly rowBytes: number;
  /** A ring of 2 · radius + 2 rows of sums over the block's width. */
  readonly blockSums: number;
  /** Rows of block costs and of sums over paths: bandRows each. */
  readonly costs: number;
  readonly sums: number;
  /** Rows of paths of a sweep: those before and these. Two sweeps have two. */
  readonly paths: readonly (readonly [number, number])[];
  /** Directions that come from the row before, and the bytes of their rows. */
  readonly directions: 1 | 3;
  readonly pathBytes: number;
  /** Modes hh and hh4 match in bands of so many rows, the last of which may be lower. Otherwise 1. */
  readonly bandRows: number;
  /** One per band: the row of block costs above it, then the rows of paths before it. Empty for a single band. */
  readonly checkpoints: readonly number[];
}

/** Whatever the frame, no more than this is taken. */
const mostBytes = 2 * 2 ** 30;
/** Modes hh and hh4 are cut into bands as low as this needs. */
const comfortableBytes = 2 ** 30;

/**
 * Plans a frame. Modes hh and hh4 need the block costs and sums of all rows between their sweeps; where these are too
 * many, the frame is cut into bands, and the sweep down is done again for each band from a checkpoint above it.
 *
 * @param options  effective ones
 * @param limit    bytes for modes hh and hh4; tests choose few
 * @throws TooLarge naming what is needed and what may be taken
 */
export function planFrame(
  range: SearchRange,
  options: SgbmOptions,
  channels: number,
  limit = comfortableBytes,
): FramePlan {
  const plan = smallestPlan(range, options, channels, limit);
  if (plan.bytes <= mostBytes) return plan;
  const needed = Math.ceil(plan.bytes / 2 ** 20);
  const allowed = mostBytes / 2 ** 20;
  throw new StudioError(
    'TooLarge',
    `mode ${options.mode} needs ${needed} MiB for ${range.columns} columns × ${range.height} rows × ${range.disparities} ` +
      `disparities with block ${options.blockSize}; at most ${allowed} MiB are taken. Take fewer disparities or a smaller block`,
    { expected: `≤ ${allowed} MiB`, found: `${needed} MiB` },
  );
}

/** With as few bands as the limit allows, or with those that need least. */
function smallestPlan(range: SearchRange, options: SgbmOptions, channels: number, limit: number): FramePlan {
  const isTwofold = options.mode === 'hh' || options.mode === 'hh4';
  if (!isTwofold) return planBands(range, options, channels, 1, 1);
  let best = planBands(range, options, channels, range.height, 1);
  for (let bands = 2; bands <= range.height && best.bytes > limit; bands++) {
    const plan = planBands(range, options, channels, Math.ceil(range.height / bands), bands);
    if (plan.bytes > best.bytes) break;
    best = plan;
  }
  return best;
}

function planBands(
  range: SearchRange,
  options: SgbmOptions,
  channels: number,
  bandRows: number,
  bands: number,
): FramePlan {
  const { width, height, columns, disparities } = range;
  const isTwofold = options.mode === 'hh' || options.mode === 'hh4';
  const directions = options.mode === 'sgbm' || options.mode === 'hh' ? 3 : 1;
  const pixels = width * height;
  const runBytes = 8 * Math.ceil(disparities / 4);
  const slotBytes = runBytes + 8;
  const lineBytes = roundUp(2 * width + 128);
  const pathRowBytes = roundUp((columns + 2) * (slotBytes + 2) + 8);
  const rowBytes = roundUp(columns * runBytes);
  const pathBytes = directions * pathRowBytes;
  const radius = options.blockSize >> 1;

  let end = 64;
  const reserve = (bytes: number): number => {
    const address = end;
    end = roundUp(end + bytes);
    return address;
  };
  const settings: ScalarSettings = {
    width,
    height,
    channels,
    minDisparity: range.minDisparity,
    disparities,
    firstX: range.firstX,
    columns,
    radius,
    P1: options.P1,
    P2: options.P2,
    gradientCap: options.preFilterCap,
    uniquenessRatio: options.uniquenessRatio,
    disp12MaxDiff: options.disp12MaxDiff,
    threeWayRules: options.mode === '3way' ? 1 : 0,
    runBytes,
    slotBytes,
    lineBytes,
    pathRowBytes,
    leftPicture: reserve(pixels * channels),
    rightPicture: reserve(pixels * channels),
    lines: reserve(6 * lineBytes),
    pixels: reserve(rowBytes),
    alongSlots: reserve(2 * slotBytes + 8),
    rest: reserve(64),
    rightCosts: reserve(2 * width),
    rightDisparities: reserve(2 * width),
  };
  return {
    settings,
    map: reserve(2 * pixels),
    rowBytes,
    blockSums: reserve((2 * radius + 2) * rowBytes),
    paths: Array.from({ length: isTwofold ? 2 : 1 }, () => [reserve(pathBytes), reserve(pathBytes)] as const),
    directions,
    pathBytes,
    bandRows,
    checkpoints:
      bands === 1
        ? []
        : Array.from({ length: Math.ceil(height / bandRows) }, () => reserve(rowBytes + pathBytes)),
    costs: reserve(bandRows * rowBytes),
    sums: reserve(bandRows * rowBytes),
    bytes: end,
  };
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
