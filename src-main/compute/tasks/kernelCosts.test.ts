import { afterAll, describe, expect, it } from 'vitest';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import type { SeeCosts } from '#domain/stereo/CostRows.ts';
import { decisiveCosts } from '#domain/stereo/confidence/decisiveCosts.ts';
import { matchSgbm } from '#domain/stereo/matchSgbm.ts';
import { stereoMatcherCases, unpackPicture } from '#testing/stereoMatcherCases.ts';
import { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import { kernelCostsOn } from './kernelCosts.ts';

const left = unpackPicture(stereoMatcherCases.left);
const right = unpackPicture(stereoMatcherCases.right);
const unobserved = { checkCancelled: () => undefined, progress: () => undefined };
const matcher = new SgbmMatcher();
afterAll(() => matcher.close());

/** Every row once, as it was shown. */
function collector(): { readonly rows: Map<number, number[]>; readonly see: SeeCosts } {
  const rows = new Map<number, number[]>();
  return {
    rows,
    see: (y, costs) => {
      expect(rows.has(y)).toBe(false);
      rows.set(y, [...costs]);
    },
  };
}

describe('kernelCostsOn', () => {
  it.each([
    'sgbm:numDisparities=16,blockSize=5',
    'sgbm:numDisparities=16,blockSize=3,minDisparity=-3,uniquenessRatio=0',
    'sgbm:mode=hh,numDisparities=16,blockSize=3',
    'sgbm:mode=3way,numDisparities=16,blockSize=3',
    'sgbm:mode=hh4,numDisparities=16,blockSize=5',
    'sgbm:numDisparities=16,channels=3',
    'sgbm:mode=hh,numDisparities=16,preFilterCap=200,blockSize=11',
    'sgbm:mode=3way,numDisparities=11,blockSize=3',
    'block:numDisparities=12,cost=census',
    'global:numDisparities=12',
  ])('shows the costs by which %s decides, as the readable matcher does', async (spec) => {
    const method = parseMethodSpec(spec) as StereoMethod;
    const [expected, found] = [collector(), collector()];
    decisiveCosts({ left, right, method }, unobserved, expected.see);
    await kernelCostsOn(matcher)({ left, right, method }, unobserved, found.see);
    expect(found.rows.size).toBe(left.height);
    for (const [y, costs] of expected.rows) expect(found.rows.get(y)).toEqual(costs);
  });

  it('shows every row once also where the sums of a few rows are kept at a time', async () => {
    const method = parseMethodSpec('sgbm:mode=hh,numDisparities=16,blockSize=3') as StereoMethod;
    if (method.kind !== 'sgbm') throw new Error(method.kind);
    const [expected, found] = [collector(), collector()];
    matchSgbm(left, right, method.options, unobserved, expected.see);
    await matcher.match(left, right, method.options, { seeCosts: found.see, volumeBytes: 5000 });
    expect(found.rows.size).toBe(left.height);
    for (const [y, costs] of expected.rows) expect(found.rows.get(y)).toEqual(costs);
  });

  it('ends with what the observer of the costs throws, and matches again afterwards', async () => {
    const method = parseMethodSpec('sgbm:numDisparities=16') as StereoMethod;
    const showCosts = kernelCostsOn(matcher);
    const stop = () => {
      throw new Error('enough');
    };
    await expect(async () => showCosts({ left, right, method }, unobserved, stop)).rejects.toThrow('enough');
    const { rows, see } = collector();
    await showCosts({ left, right, method }, unobserved, see);
    expect(rows.size).toBe(left.height);
  });
});
