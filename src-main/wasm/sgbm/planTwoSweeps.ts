import type { SearchRange } from '#domain/stereo/SearchRange.ts';
import type { KernelSettings, ThreadPlan } from './KernelSettings.ts';
import type { SweepContext, Sweeps } from './planSweeps.ts';
import { blocksOf, meeting, sweep } from './planSweeps.ts';
import { planTiles, sumsInVolume, tileCount } from './planTiles.ts';

type Step = ThreadPlan[number];

/** The sums of a whole frame are kept up to this size; beyond, they are kept for a band of rows at a time. */
const mostVolumeBytes = 2 ** 30;

/**
 * MODE_HH and MODE_HH4: a sweep down and a sweep up that meet in the middle. Each leaves its sums of the first half in
 * the volume and then completes, row by row, what the other has left. With an even number of threads both sweeps run at
 * once, each in half as many tiles as there are threads; with an odd number every thread takes a tile of both in turn.
 *
 * @param volumeBytes  a larger volume of sums is not kept whole (see planBands)
 */
export function planTwoSweeps(context: SweepContext, volumeBytes = mostVolumeBytes): Sweeps {
  const { arena, range, options, threads } = context;
  const { height, columns, disparities } = range;
  const rowBytes = 2 * columns * disparities;
  if (height * rowBytes > volumeBytes)
    return planBands(context, Math.max(1, Math.floor(volumeBytes / rowBytes)));
  const isPaired = threads % 2 === 0;
  const form = {
    paths: options.mode === 'hh' ? 4 : 2,
    tiles: tileCount(range, isPaired ? threads / 2 : threads),
    radius: options.blockSize >> 1,
    sumsVolume: arena.reserve(height * rowBytes),
  } as const;
  const down = planTiles(arena, range, { ...form, direction: 'down' });
  const up = planTiles(arena, range, { ...form, direction: 'up' });
  const shared = { ...sharedSettings(context), restarts: 0, signalBase: 0 };
  const middle = height >> 1;
  const begin = (tile: KernelSettings, rowEnd: number): Step =>
    sweep(tile, { ...shared, rowFirst: 0, rowEnd, addsToSums: 0, choosesWinners: 0 });
  const end = (tile: KernelSettings, rowFirst: number): Step =>
    sweep(tile, { ...shared, rowFirst, rowEnd: height, addsToSums: 1, choosesWinners: 1 });
  const sweepsDown = down.map((tile) => [begin(tile, middle), end(tile, middle)] as const);
  const sweepsUp = up.map((tile) => [begin(tile, height - middle), end(tile, height - middle)] as const);
  return {
    blocks: blocksOf([...down, ...up]),
    threads: isPaired
      ? [...sweepsDown, ...sweepsUp].map(([first, second]) => [first, meeting, second])
      : sweepsDown.map(([first, second], i) => {
          const [upFirst, upSecond] = sweepsUp[i]!;
          return [first, upFirst, meeting, second, upSecond];
        }),
  };
}

function sharedSettings({ range, options }: SweepContext): KernelSettings {
  return {
    rowOrigin: 0,
    rowsBelow: range.height,
    followsBack: 0,
    threeWayRules: 0,
    blanksBottom: Number(options.mode === 'hh4'),
    winnersFirst: 0,
    mapShift: 0,
  };
}

/**
 * The same with the sums of one band of rows at a time, so that any frame fits: time for memory. The sweep up first runs
 * to the lower end of the topmost band without keeping sums, and saves a checkpoint where each other band but the lowest
 * begins. Then, band by band from the top: up through the band from its checkpoint, leaving sums; down through it,
 * completing them. Rows below the topmost band are swept up twice: half as much work again at most. Every thread takes a
 * tile of both sweeps in turn.
 */
function planBands(context: SweepContext, bandRows: number): Sweeps {
  const { arena, range, options, threads } = context;
  const { height } = range;
  const form = {
    paths: options.mode === 'hh' ? 4 : 2,
    tiles: tileCount(range, threads),
    radius: options.blockSize >> 1,
    sumsVolume: arena.reserve(2 * bandRows * range.columns * range.disparities),
  } as const;
  const down = planTiles(arena, range, { ...form, direction: 'down' });
  const up = planTiles(arena, range, { ...form, direction: 'up' });
  const bands = Array.from({ length: Math.ceil(height / bandRows) }, (_, i) => ({
    top: i * bandRows,
    bottom: Math.min((i + 1) * bandRows, height),
    checkpoints: up.map((tile) => arena.reserve(checkpointBytes(tile, range, form.paths))),
  }));
  const shared = sharedSettings(context);
  return {
    blocks: blocksOf([...down, ...up]),
    threads: up.map((upTile, i) => [
      ...approach(upTile, i),
      ...bands.flatMap((_, k) => throughBand(upTile, i, k)),
    ]),
  };

  /** Up to the topmost band, with sums thrown away: all rows write to the same place. */
  function approach(tile: KernelSettings, i: number): Step[] {
    const sums = {
      ...sumsInVolume(form.sumsVolume, { ...range, height: 1 }, 'up', tile.tileFirst!),
      sumsRows: 1,
    };
    const rows = { ...shared, ...sums, restarts: 0, signalBase: 0, addsToSums: 0, choosesWinners: 0 };
    return bands.toReversed().flatMap(({ bottom, checkpoints }, n) => {
      const rowFirst = n === 0 ? 0 : height - bands[bands.length - n]!.bottom;
      const rowEnd = height - bottom;
      const steps: Step[] = rowEnd > rowFirst ? [sweep(tile, { ...rows, rowFirst, rowEnd })] : [];
      if (n > 0) steps.push({ run: 'saveCheckpoint', settings: { ...tile, checkpoint: checkpoints[i]! } });
      return steps;
    });
  }

  function throughBand(upTile: KernelSettings, i: number, k: number): Step[] {
    const { top, bottom, checkpoints } = bands[k]!;
    const bandHeight = { ...range, height: bottom - top };
    const upSums = sumsInVolume(form.sumsVolume, bandHeight, 'up', upTile.tileFirst!);
    const downSums = sumsInVolume(form.sumsVolume, bandHeight, 'down', down[i]!.tileFirst!);
    const upFirst = height - bottom;
    const epoch = { signalBase: (k + 1) * height, rowFirst: upFirst };
    const restore: Step[] =
      upFirst === 0
        ? []
        : [
            { run: 'restoreCheckpoint', settings: { ...upTile, ...epoch, checkpoint: checkpoints[i]! } },
            meeting,
          ];
    return [
      ...restore,
      sweep(upTile, {
        ...shared,
        ...shiftedSums(upSums, upFirst, height),
        ...epoch,
        restarts: 1,
        rowEnd: height - top,
        addsToSums: 0,
        choosesWinners: 0,
      }),
      meeting,
      sweep(down[i]!, {
        ...shared,
        ...shiftedSums(downSums, top, height),
        restarts: 0,
        signalBase: 0,
        rowFirst: top,
        rowEnd: bottom,
        addsToSums: 1,
        choosesWinners: 1,
      }),
      meeting,
    ];
  }
}

/** Sums whose first row is sweep row `first` of a frame. Addresses may leave the memory on the way; rows in use do not. */
function shiftedSums(
  { sums, sumsStep, sumsRowStep }: KernelSettings,
  first: number,
  height: number,
): KernelSettings {
  return { sums: sums! - first * sumsRowStep!, sumsStep, sumsRowStep, sumsRows: height };
}

/** See kernels/checkpoints.ts. */
function checkpointBytes(
  { tileFirst, tileEnd }: KernelSettings,
  { disparities }: SearchRange,
  paths: 2 | 4,
): number {
  return (2 * disparities + 32) * ((tileEnd! - tileFirst!) * (paths === 4 ? 3 : 1) + 6);
}
