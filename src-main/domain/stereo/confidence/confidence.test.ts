import { describe, expect, it } from 'vitest';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { stereoMatcherCases, unpackPicture } from '#testing/stereoMatcherCases.ts';
import { BlockCost } from '../BlockCost.ts';
import { effectiveSgbmOptions } from '../effectiveSgbmOptions.ts';
import { matchBlock } from '../block/matchBlock.ts';
import { PixelCost } from '../PixelCost.ts';
import { prefilter } from '../prefilter.ts';
import { searchRange } from '../SearchRange.ts';
import { aggregatedCostCurve, rawCostCurve } from './costCurveAt.ts';
import { decisiveCosts } from './decisiveCosts.ts';
import { uniquenessMap } from './uniquenessMap.ts';

const unobserved = { checkCancelled: () => undefined, progress: () => undefined };
const left = unpackPicture(stereoMatcherCases.left);
const right = unpackPicture(stereoMatcherCases.right);
const stereo = (spec: string) => parseMethodSpec(spec) as StereoMethod;
const rows = [0, 1, 12, 24, 25];

function costsOf(method: StereoMethod): number[][] {
  const all: number[][] = [];
  decisiveCosts({ left, right, method }, unobserved, (y, costs) => (all[y] = [...costs]));
  return all;
}

describe('aggregatedCostCurve', () => {
  it.each([
    'sgbm:numDisparities=16,blockSize=5',
    'sgbm:numDisparities=16,blockSize=8,minDisparity=-3',
    'sgbm:mode=hh,numDisparities=16,blockSize=3',
    'sgbm:mode=3way,numDisparities=16,blockSize=3',
    'sgbm:mode=hh4,numDisparities=16,blockSize=3',
    'global:numDisparities=12',
  ])('has the costs by which %s decides', async (spec) => {
    const method = stereo(spec);
    const all = costsOf(method);
    const count = method.options.numDisparities;
    for (const y of rows) {
      for (const x of [18, 30, 40]) {
        const curve = await aggregatedCostCurve({ left, right, method, x, y }, unobserved);
        const first = searchRange(left, method.options).firstX;
        const expected = all[y]!.slice((x - first) * count, (x - first + 1) * count);
        expect(curve!.aggregatedCost).toEqual(expected);
        const best = expected.indexOf(Math.min(...expected)) + method.options.minDisparity;
        expect(Math.abs(curve!.chosen! - best)).toBeLessThanOrEqual(0.5);
        expect(curve!.disparities).toHaveLength(count);
      }
    }
  });
});

describe('rawCostCurve', () => {
  it('has the block costs of SGBM without the P2 that they carry', () => {
    const method = stereo('sgbm:numDisparities=16,blockSize=5');
    const options = effectiveSgbmOptions({ ...method.options } as never);
    const range = searchRange(left, options);
    const planes = (picture: Picture) => prefilter(picture, options.preFilterCap);
    const blocks = new BlockCost(new PixelCost(planes(left), planes(right), range), range, options);
    const costs = new Int16Array(range.columns * range.disparities);
    for (let y = 0; y < left.height; y++) {
      blocks.row(y, costs, costs);
      if (!rows.includes(y)) continue;
      for (const x of [range.firstX, 30, left.width - 1]) {
        const at = (x - range.firstX) * 16;
        const expected = [...costs.subarray(at, at + 16)].map((cost) => cost - options.P2);
        expect(rawCostCurve({ left, right, method, x, y })!.rawCost).toEqual(expected);
      }
    }
  });

  it.each([
    'block:numDisparities=12,cost=sad,blockSize=7',
    'block:numDisparities=12,cost=ncc,blockSize=5,textureThreshold=20',
    'block:numDisparities=9,cost=census,blockSize=3,minDisparity=-2',
  ])('has the window costs of %s, and its choice is the map’s', (spec) => {
    const method = stereo(spec);
    if (method.kind !== 'block') throw new Error(spec);
    const all = costsOf(method);
    const { firstX } = searchRange(left, method.options);
    const { values } = matchBlock(left, right, method.options, unobserved);
    const count = method.options.numDisparities;
    for (const y of rows) {
      for (const x of [14, 30, 41]) {
        const curve = rawCostCurve({ left, right, method, x, y })!;
        const expected = all[y]!.slice((x - firstX) * count, (x - firstX + 1) * count);
        expect(curve.rawCost.map((cost) => cost ?? NaN)).toEqual(expected);
        expect(curve.aggregatedCost).toBeNull();
        expect(Math.fround(curve.chosen ?? NaN)).toBe(values[y * left.width + x]);
      }
    }
  });

  it('has the truncated pixel costs of belief propagation, exact to the aggregated curve’s', () => {
    for (const cost of ['bt', 'ad', 'census']) {
      const method = stereo(`global:cost=${cost},numDisparities=12,dataTruncation=30`);
      for (const y of rows) {
        const raw = rawCostCurve({ left, right, method, x: 25, y })!;
        const whole = costsOf(
          stereo(`global:cost=${cost},numDisparities=12,dataTruncation=30,smoothnessTruncation=0`),
        );
        expect(raw.rawCost).toEqual(whole[y]!.slice((25 - 12) * 12, (25 - 12 + 1) * 12));
        expect(raw.aggregatedCost).toBeNull();
      }
    }
  });

  it('is null where the whole range does not fit', () => {
    const method = stereo('block:numDisparities=12');
    expect(rawCostCurve({ left, right, method, x: 11, y: 3 })).toBeNull();
    expect(rawCostCurve({ left, right, method, x: 12, y: 3 })).not.toBeNull();
  });
});

describe('uniquenessMap', () => {
  it('is the largest ratio with which the pixel is kept', async () => {
    const spec = 'block:numDisparities=12,blockSize=5';
    const map = await uniquenessMap({ left, right, method: stereo(spec) }, unobserved);
    expect(map.quantity).toBe('uniqueness:%');
    for (const ratio of [1, 8, 40, 90]) {
      const method = stereo(`${spec},uniquenessRatio=${ratio}`);
      if (method.kind !== 'block') throw new Error(spec);
      const { values } = matchBlock(left, right, method.options, unobserved);
      values.forEach((value, i) => {
        // Whole numbers decide exactly on the border, the quotient is rounded.
        if (Math.abs(map.values[i]! - ratio) > 1e-4)
          expect(Number.isNaN(value)).toBe(!(map.values[i]! >= ratio));
      });
    }
  });
});
