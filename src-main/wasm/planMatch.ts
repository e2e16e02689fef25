import type { SearchRange } from '#domain/stereo/SearchRange.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { ArenaPlan } from './Arena.ts';
import type { KernelSettings, ThreadPlan } from './KernelSettings.ts';
import { planTiles, rightRowCount, tileCount } from './planTiles.ts';

/** The layout of a frame in linear memory, and what each thread does. */
export interface MatchPlan {
  readonly arena: ArenaPlan;
  /** u8, width × height each. */
  readonly leftPicture: number;
  readonly rightPicture: number;
  /** i16, width × height: where the result will be. */
  readonly result: number;
  /** Two i32 for the host: the stop flag, and how many helpers have finished. */
  readonly stopFlag: number;
  readonly finished: number;
  /** Signals that must be zero before the first thread starts: address and bytes. */
  readonly cleared: readonly (readonly [number, number])[];
  /** One per thread; there may be fewer than were asked for. */
  readonly threads: readonly ThreadPlan[];
}

type Step = ThreadPlan[number];

/**
 * Plans a frame.
 *
 * sgbm: one sweep down, cut into one tile per thread.
 * hh: a sweep down and a sweep up that meet in the middle. Each leaves its sums of the first half in the volume and then
 * completes, row by row, what the other has left. With an even number of threads both sweeps run at once, each in half
 * as many tiles as there are threads; with an odd number every thread takes a tile of both in turn.
 *
 * @param options  effective ones (see effectiveSgbmOptions)
 * @param threads  at most so many
 */
export function planMatch(range: SearchRange, options: SgbmOptions, threads: number): MatchPlan {
  const arena = new ArenaPlan();
  const { width, height } = range;
  const pixels = width * height;
  const margin = 64;
  const stopFlag = arena.reserve(64);
  const finished = arena.reserve(64);
  const barrier = arena.reserve(128);
  const leftPicture = arena.reserve(pixels + 2 * margin) + margin;
  const rightPicture = arena.reserve(pixels + 2 * margin) + margin;
  const disparityMap = arena.reserve(2 * pixels + margin);
  const smoothedMap = arena.reserve(2 * pixels + margin);
  const sweeps =
    options.mode === 'sgbm'
      ? planSgbm(arena, range, options, threads)
      : planHh(arena, range, options, threads);
  const rightRows = rightRowCount(sweeps.tiles);
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
    smoothedMap,
    speckleMaxArea: options.speckleWindowSize,
    speckleMaxStep: options.speckleRange * 16,
    speckleRuns: options.speckleWindowSize > 0 ? arena.reserve(16 * pixels) : 0,
    rightRows,
    stopFlag,
    barrier,
    barrierThreads: sweeps.threads.length,
  };
  const rightRowsOf = [0, 1].map(() => ({
    rightCosts: arena.reserve(2 * width * rightRows),
    rightDisparities: arena.reserve(2 * width * rightRows),
  }));
  const plans = sweeps.threads.map((steps, thread) => [
    ...steps.map(({ run, settings }) => ({
      run,
      settings: { ...frame, ...rightRowsOf[settings.isUpward ?? 0], ...settings },
    })),
    ...cleanUp(height, sweeps.threads.length, thread, options.speckleWindowSize > 0),
  ]);
  return {
    arena,
    leftPicture,
    rightPicture,
    result: smoothedMap,
    stopFlag,
    finished,
    cleared: [
      [stopFlag, 64],
      [finished, 64],
      [barrier, 128],
      ...sweeps.blocks.map((block) => [block, 256] as const),
    ],
    threads: plans,
  };
}

interface Sweeps {
  readonly tiles: number;
  readonly blocks: readonly number[];
  readonly threads: readonly (readonly Step[])[];
}

const meeting: Step = { run: 'meet', settings: {} };

function planSgbm(arena: ArenaPlan, range: SearchRange, { blockSize }: SgbmOptions, threads: number): Sweeps {
  const count = tileCount(range, threads);
  const form = { direction: 'down', tiles: count, radius: blockSize >> 1, sumsVolume: null } as const;
  const tiles = planTiles(arena, range, form);
  const rows = { rowFirst: 0, rowEnd: range.height, addsToSums: 0, followsBack: 1, choosesWinners: 1 };
  return {
    tiles: count,
    blocks: blocksOf(tiles),
    threads: tiles.map((tile) => [{ run: 'sweepRows', settings: { ...tile, ...rows } }]),
  };
}

function planHh(arena: ArenaPlan, range: SearchRange, { blockSize }: SgbmOptions, threads: number): Sweeps {
  const { height, columns, disparities } = range;
  const isPaired = threads % 2 === 0;
  const count = tileCount(range, isPaired ? threads / 2 : threads);
  const sumsVolume = arena.reserve(2 * height * columns * disparities);
  const form = { tiles: count, radius: blockSize >> 1, sumsVolume };
  const down = planTiles(arena, range, { ...form, direction: 'down' });
  const up = planTiles(arena, range, { ...form, direction: 'up' });
  const middle = height >> 1;
  const first = (tile: KernelSettings, rowEnd: number): Step => ({
    run: 'sweepRows',
    settings: { ...tile, rowFirst: 0, rowEnd, addsToSums: 0, followsBack: 0, choosesWinners: 0 },
  });
  const rest = (tile: KernelSettings, rowFirst: number): Step => ({
    run: 'sweepRows',
    settings: { ...tile, rowFirst, rowEnd: height, addsToSums: 1, followsBack: 0, choosesWinners: 1 },
  });
  const downFirst = down.map((tile) => first(tile, middle));
  const downRest = down.map((tile) => rest(tile, middle));
  const upFirst = up.map((tile) => first(tile, height - middle));
  const upRest = up.map((tile) => rest(tile, height - middle));
  const alone = (begin: readonly Step[], end: readonly Step[]) =>
    begin.map((step, i) => [step, meeting, end[i]!]);
  return {
    tiles: count,
    blocks: blocksOf([...down, ...up]),
    threads: isPaired
      ? [...alone(downFirst, downRest), ...alone(upFirst, upRest)]
      : downFirst.map((step, i) => [step, upFirst[i]!, meeting, downRest[i]!, upRest[i]!]),
  };
}

function blocksOf(tiles: readonly KernelSettings[]): number[] {
  return tiles.map(({ tileBlock }) => tileBlock!);
}

/** Median in bands of rows, then speckles on one thread. */
function cleanUp(height: number, threads: number, thread: number, removesSpeckles: boolean): Step[] {
  const rowFirst = Math.floor((thread * height) / threads);
  const rowEnd = Math.floor(((thread + 1) * height) / threads);
  const steps: Step[] = [meeting, { run: 'medianRows', settings: { rowFirst, rowEnd } }, meeting];
  if (removesSpeckles && thread === 0) steps.push({ run: 'removeSpeckles', settings: {} });
  return steps;
}
