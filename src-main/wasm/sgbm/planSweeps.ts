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

/** Settings that only sweeps in bands use otherwise. */
const plain = { restarts: 0, signalBase: 0 };

export const meeting: Step = { run: 'meet', settings: {} };

export function sweep(tile: KernelSettings, rows: KernelSettings): Step {
  return { run: 'sweepRows', settings: { ...tile, ...rows } };
}

export function blocksOf(tiles: readonly KernelSettings[]): number[] {
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
  const form = {
    ...plain,
    addsToSums: 0,
    followsBack: 1,
    choosesWinners: 1,
    threeWayRules: 0,
    blanksBottom: 0,
  };
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
  const form = {
    ...plain,
    addsToSums: 0,
    followsBack: 1,
    choosesWinners: 1,
    threeWayRules: 1,
    blanksBottom: 0,
  };
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
