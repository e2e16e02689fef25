import type { SearchRange } from '#domain/stereo/SearchRange.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import type { Stripe } from '#domain/stereo/threeWayStripes.ts';
import type { ArenaPlan } from './Arena.ts';
import type { KernelSettings, ThreadPlan } from './KernelSettings.ts';
import { planTiles, tileCount } from './planTiles.ts';

type Step = ThreadPlan[number];

/** The part of a frame's plan that differs from mode to mode: everything up to the chosen disparities. */
export interface Sweeps {
  /** Signal blocks of all tiles. */
  readonly blocks: readonly number[];
  readonly threads: readonly (readonly Step[])[];
}

/** What the plans of all modes need. */
export interface SweepContext {
  readonly arena: ArenaPlan;
  readonly range: SearchRange;
  /** Effective ones. */
  readonly options: SgbmOptions;
  /** At most. */
  readonly threads: number;
}

export const meeting: Step = { run: 'meet', settings: {} };

function sweep(tile: KernelSettings, rows: KernelSettings): Step {
  return { run: 'sweepRows', settings: { ...tile, ...rows } };
}

function blocksOf(tiles: readonly KernelSettings[]): number[] {
  return tiles.map(({ tileBlock }) => tileBlock!);
}

/** MODE_SGBM: one sweep down, in one tile per thread. */
export function planOneSweep({ arena, range, options, threads }: SweepContext): Sweeps {
  const tiles = planTiles(arena, range, {
    direction: 'down',
    paths: 4,
    tiles: tileCount(range, threads),
    radius: options.blockSize >> 1,
    sumsVolume: null,
  });
  const { height } = range;
  const rows = { rowOrigin: 0, rowsBelow: height, rowFirst: 0, rowEnd: height, winnersFirst: 0, mapShift: 0 };
  const form = { addsToSums: 0, followsBack: 1, choosesWinners: 1, threeWayRules: 0, blanksBottom: 0 };
  return {
    blocks: blocksOf(tiles),
    threads: tiles.map((tile) => [sweep(tile, { ...rows, ...form })]),
  };
}

/**
 * MODE_SGBM_3WAY: a sweep down each stripe. Stripes are dealt out to at most four threads; with eight or more threads
 * every stripe is cut into tiles.
 */
export function planStripes(context: SweepContext, stripes: readonly Stripe[]): Sweeps {
  const { arena, range, options, threads } = context;
  const hands = Math.min(threads, stripes.length);
  const tilesPerStripe = hands < stripes.length ? 1 : tileCount(range, Math.floor(threads / stripes.length));
  const teams = Array.from({ length: hands }, () =>
    planTiles(arena, range, {
      direction: 'down',
      paths: 2,
      tiles: tilesPerStripe,
      radius: options.blockSize >> 1,
      sumsVolume: null,
    }),
  );
  const form = { addsToSums: 0, followsBack: 1, choosesWinners: 1, threeWayRules: 1, blanksBottom: 0 };
  return {
    blocks: teams.flatMap(blocksOf),
    threads: teams.flatMap((team, hand) =>
      team.map((tile) =>
        stripes
          .filter((_, i) => i % hands === hand)
          .map((stripe) => sweep(tile, { ...rowsOf(stripe), ...form })),
      ),
    ),
  };

  function rowsOf({ firstY, endY, keptY, mapY }: Stripe): KernelSettings {
    return {
      rowOrigin: firstY,
      rowsBelow: range.height - firstY,
      rowFirst: 0,
      rowEnd: endY - firstY,
      winnersFirst: keptY - firstY,
      mapShift: mapY - keptY,
    };
  }
}

/**
 * MODE_HH and MODE_HH4: a sweep down and a sweep up that meet in the middle. Each leaves its sums of the first half in
 * the volume and then completes, row by row, what the other has left. With an even number of threads both sweeps run at
 * once, each in half as many tiles as there are threads; with an odd number every thread takes a tile of both in turn.
 */
export function planTwoSweeps({ arena, range, options, threads }: SweepContext): Sweeps {
  const { height, columns, disparities } = range;
  const isPaired = threads % 2 === 0;
  const form = {
    paths: options.mode === 'hh' ? 4 : 2,
    tiles: tileCount(range, isPaired ? threads / 2 : threads),
    radius: options.blockSize >> 1,
    sumsVolume: arena.reserve(2 * height * columns * disparities),
  } as const;
  const down = planTiles(arena, range, { ...form, direction: 'down' });
  const up = planTiles(arena, range, { ...form, direction: 'up' });
  const shared = {
    rowOrigin: 0,
    rowsBelow: height,
    followsBack: 0,
    threeWayRules: 0,
    blanksBottom: Number(options.mode === 'hh4'),
    winnersFirst: 0,
    mapShift: 0,
  };
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
