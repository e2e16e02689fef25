import type { SearchRange } from '#domain/stereo/SearchRange.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { threeWayStripes } from '#domain/stereo/threeWayStripes.ts';
import { ArenaPlan } from './Arena.ts';
import type { KernelSettings, ThreadPlan } from './KernelSettings.ts';
import type { SweepContext, Sweeps } from './planSweeps.ts';
import { meeting, planOneSweep, planStripes } from './planSweeps.ts';
import { planTwoSweeps } from './planTwoSweeps.ts';

/** The layout of a frame in linear memory, and what each thread does. */
export interface MatchPlan {
  readonly arena: ArenaPlan;
  /** u8, width × height each. */
  readonly leftPicture: number;
  readonly rightPicture: number;
  /** i16, width × height: to be filled with "no value" before the start. */
  readonly disparityMap: number;
  /** i16, width × height: where the result will be. */
  readonly result: number;
  /** i32: non-zero asks all threads to stop. */
  readonly stopFlag: number;
  /** Signals that must be zero before the first thread starts: address and bytes. */
  readonly cleared: readonly (readonly [number, number])[];
  /** One per thread; there may be fewer than were asked for. */
  readonly threads: readonly ThreadPlan[];
}

/** Bytes before and after a picture or map that vectors may reach into. */
const margin = 64;

/**
 * Plans a frame.
 *
 * @param given     options as given; mode 3way looks at the block size before it is made odd
 * @param options   effective ones (see effectiveSgbmOptions)
 * @param threads   at most so many
 * @param form      volumeBytes: modes hh and hh4 keep at most so many bytes of sums; tests choose few. showsSums: the host
 *   is shown the sums of every row, by the only thread
 */
export function planMatch(
  range: SearchRange,
  given: SgbmOptions,
  options: SgbmOptions,
  threads: number,
  { volumeBytes, showsSums }: { readonly volumeBytes?: number | undefined; readonly showsSums: boolean },
): MatchPlan {
  const arena = new ArenaPlan();
  const { width, height } = range;
  const pixels = width * height;
  const stopFlag = arena.reserve(64);
  const barrier = arena.reserve(128);
  const leftPicture = arena.reserve(pixels + 2 * margin) + margin;
  const rightPicture = arena.reserve(pixels + 2 * margin) + margin;
  const disparityMap = arena.reserve(2 * pixels + margin);
  const smoothedMap = arena.reserve(2 * pixels + margin);
  const removesSpeckles = options.speckleWindowSize > 0;
  const speckleRuns = removesSpeckles ? arena.reserve(16 * pixels) : 0;
  const sweeps = planSweeps({ arena, range, options, threads }, given.blockSize, volumeBytes);
  const frame: KernelSettings = {
    width,
    height,
    minDisparity: range.minDisparity,
    disparities: range.disparities,
    firstX: range.firstX,
    columns: range.columns,
    radius: options.blockSize >> 1,
    P1: options.P1,
    P2: options.P2,
    gradientCap: options.preFilterCap,
    uniquenessRatio: options.uniquenessRatio,
    disp12MaxDiff: options.disp12MaxDiff,
    leftPicture,
    rightPicture,
    disparityMap,
    showsSums: Number(showsSums),
    smoothedMap,
    speckleMaxArea: options.speckleWindowSize,
    speckleMaxStep: options.speckleRange * 16,
    speckleRuns,
    speckleBands: arena.reserve(16 * sweeps.threads.length),
    bands: Math.min(sweeps.threads.length, height),
    stopFlag,
    barrier,
    barrierThreads: sweeps.threads.length,
  };
  return {
    arena,
    leftPicture,
    rightPicture,
    disparityMap,
    result: smoothedMap,
    stopFlag,
    cleared: [[stopFlag, 64], [barrier, 128], ...sweeps.blocks.map((block) => [block, 256] as const)],
    threads: sweeps.threads.map(([first, ...steps], thread) => [
      { run: first!.run, settings: { ...frame, ...first!.settings } },
      ...steps,
      ...cleanUp(height, { thread, threads: sweeps.threads.length, removesSpeckles }),
    ]),
  };
}

function planSweeps(context: SweepContext, givenBlockSize: number, volumeBytes: number | undefined): Sweeps {
  switch (context.options.mode) {
    case 'sgbm':
      return planOneSweep(context);
    case '3way':
      return planStripes(context, threeWayStripes(context.range.height, givenBlockSize));
    case 'hh':
    case 'hh4':
      return planTwoSweeps(context, volumeBytes);
  }
}

/**
 * Threads filter a band of at least one row each; areas that reach over the bands' borders are put together in between.
 */
function cleanUp(
  height: number,
  crew: { readonly thread: number; readonly threads: number; readonly removesSpeckles: boolean },
): ThreadPlan {
  const { thread, removesSpeckles } = crew;
  const bands = Math.min(crew.threads, height);
  if (thread >= bands) return removesSpeckles ? [meeting, meeting, meeting] : [meeting];
  const rowFirst = Math.floor((thread * height) / bands);
  const rowEnd = Math.floor(((thread + 1) * height) / bands);
  const median = [meeting, { run: 'medianRows', settings: { rowFirst, rowEnd } }] as const;
  if (!removesSpeckles) return median;
  const find = { run: 'findSpeckles', settings: { band: thread } } as const;
  const join = thread === 0 ? ([{ run: 'joinSpeckles', settings: {} }] as const) : [];
  return [...median, find, meeting, ...join, meeting, { run: 'removeSpeckles', settings: {} }];
}
