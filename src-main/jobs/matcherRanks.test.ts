import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { disparityMetrics } from '#domain/metrics/disparityMetrics.ts';
import { cutPicture, cutRaster } from '#domain/rasters/cut.ts';
import { loadMiddlebury, middleburySamples } from '#testing/middleburySamples.ts';
import { hasSharedData } from '#testing/sharedData.ts';
import { matchPair } from './matchPair.ts';

const specs = {
  sad: 'block',
  ssd: 'block:cost=ssd',
  ncc: 'block:cost=ncc',
  census: 'block:cost=census',
  censusChecked: 'block:cost=census,leftRightMaxDiff=1',
  global: 'global',
  sgbm: 'sgbm',
  sgbmChecked: 'sgbm:leftRightMaxDiff=1',
  sgbmFilled: 'sgbm:fill=background',
  sgbmSmoothed: 'sgbm:fill=wls-holes',
};
type Name = keyof typeof specs;

interface Rank {
  /** % more than 2 px off of the pixels with a value. */
  readonly bad: number;
  /** The same of all pixels with ground truth, a missing value counting as off. */
  readonly badOrMissing: number;
  /** Share of the pixels with ground truth that have a value. */
  readonly coverage: number;
}

/** Rows of the middle that are matched: enough to rank, few enough to wait for. */
const rows = 200;

describe.skipIf(!hasSharedData).each(['cones', 'Motorcycle'])('matchers on %s', (name) => {
  let pool: ComputePool;
  let ranks: Readonly<Record<Name, Rank>>;
  beforeAll(async () => {
    pool = new ComputePool();
    ranks = await ranksOn(name, pool);
  }, 600_000);
  afterAll(() => pool.close());

  it('rank as in the literature: windows of differences, correlation, census, global, semi-global', () => {
    const { sad, ssd, ncc, census, global, sgbm } = ranks;
    expect(Math.min(sad.bad, ssd.bad)).toBeGreaterThan(ncc.bad);
    expect(ncc.bad).toBeGreaterThan(1.1 * census.bad);
    expect(census.bad).toBeGreaterThan(global.bad);
    expect(global.bad).toBeGreaterThan(1.1 * sgbm.bad);
    expect(census.badOrMissing).toBeGreaterThan(global.badOrMissing);
  });

  it('err less where left and right agree, and answer less', () => {
    for (const [checked, plain] of [
      ['censusChecked', 'census'],
      ['sgbmChecked', 'sgbm'],
    ] as const) {
      expect(ranks[checked].bad).toBeLessThan(0.85 * ranks[plain].bad);
      expect(ranks[checked].coverage).toBeLessThan(ranks[plain].coverage);
      expect(ranks[checked].coverage).toBeGreaterThan(0.65);
    }
  });

  it('answer everywhere once they are filled, and are right more often than holes are', () => {
    for (const filled of ['sgbmFilled', 'sgbmSmoothed'] as const) {
      expect(ranks[filled].coverage).toBe(1);
      expect(ranks[filled].bad).toBeGreaterThan(ranks.sgbm.bad);
      expect(ranks[filled].badOrMissing).toBeLessThan(0.8 * ranks.sgbm.badOrMissing);
    }
  });
});

async function ranksOn(name: string, pool: ComputePool): Promise<Readonly<Record<Name, Rank>>> {
  const sample = middleburySamples.find((one) => one.name === name)!;
  const whole = await loadMiddlebury(sample);
  const { width, height } = whole.left;
  const middle = [0, (height - rows) >> 1, width, rows] as const;
  const pair = { left: cutPicture(whole.left, middle), right: cutPicture(whole.right, middle) };
  const truth = Float64Array.from(cutRaster(whole.truth, middle).values);
  const { signal } = new AbortController();
  const ranks = Object.entries(specs).map(async ([label, spec]): Promise<[string, Rank]> => {
    const method = parseMethodSpec(`${spec}${spec.includes(':') ? ',' : ':'}${sample.range}`);
    const { disparity } = await matchPair({ pool, signal }, method as StereoMethod, pair);
    const { bad2, totalBad2 } = disparityMetrics(truth, Float64Array.from(disparity.values), null);
    const coverage = bad2.pixels / totalBad2.pixels;
    return [label, { bad: bad2.value!, badOrMissing: totalBad2.value!, coverage }];
  });
  return Object.fromEntries(await Promise.all(ranks)) as Record<Name, Rank>;
}
