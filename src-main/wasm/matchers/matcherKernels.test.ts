import { describe, expect, it } from 'vitest';
import type { Picture } from '#domain/rasters/Raster.ts';
import { completeBlockOptions } from '#domain/stereo/block/BlockOptions.ts';
import { matchBlock } from '#domain/stereo/block/matchBlock.ts';
import type { SeeCosts } from '#domain/stereo/CostRows.ts';
import { completeGlobalOptions } from '#domain/stereo/global/GlobalOptions.ts';
import { matchGlobal } from '#domain/stereo/global/matchGlobal.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { stereoMatcherCases, unpackPicture } from '#testing/stereoMatcherCases.ts';
import { beliefKernels } from './beliefKernels.ts';
import { windowKernels } from './windowKernels.ts';

const unobserved = { checkCancelled: () => undefined, progress: () => undefined };
const left = unpackPicture(stereoMatcherCases.left);
const right = unpackPicture(stereoMatcherCases.right);

function collector(): { readonly rows: (readonly number[])[]; readonly see: SeeCosts } {
  const rows: (readonly number[])[] = [];
  return { rows, see: (y, costs) => (rows[y] = [...costs]) };
}

function randomPicture(width: number, height: number, seed: number): Picture {
  const random = seededRandom(seed);
  const data = Uint8Array.from({ length: width * height }, () => Math.floor(random() * 256));
  return { width, height, channels: 1, data };
}

describe('windowKernels', () => {
  it.each([
    ...(['sad', 'ssd', 'ncc', 'census'] as const).flatMap((cost) => [
      { cost, numDisparities: 16, blockSize: 5 },
      { cost, numDisparities: 8, blockSize: 11, minDisparity: -5, textureThreshold: 3 },
      { cost, numDisparities: 24, blockSize: 1, minDisparity: 3 },
      { cost, numDisparities: 11, blockSize: 3 },
    ]),
    { cost: 'census', censusWindow: '5x5', numDisparities: 16 },
    { cost: 'census', censusWindow: '7x7', numDisparities: 16, blockSize: 51 },
  ] as const)('sums as the readable windows do: %o', (given) => {
    const options = completeBlockOptions(given);
    for (const [a, b] of [
      [left, right],
      [randomPicture(37, 9, 1), randomPicture(37, 9, 2)],
    ] as const) {
      const [expected, found] = [collector(), collector()];
      const map = matchBlock(a, b, options, unobserved, expected.see);
      const fast = matchBlock(a, b, options, unobserved, found.see, windowKernels);
      expect(found.rows).toEqual(expected.rows);
      expect(fast).toEqual(map);
    }
  });

  it('says nothing of pictures that are narrower than the range', () => {
    const tiny = randomPicture(5, 3, 1);
    const { values } = matchBlock(tiny, tiny, completeBlockOptions(), unobserved, undefined, windowKernels);
    expect(values.every(Number.isNaN)).toBe(true);
  });
});

describe('beliefKernels', () => {
  it.each([
    { cost: 'bt', numDisparities: 16 },
    { cost: 'ad', numDisparities: 32, smoothness: 3, smoothnessTruncation: 10 },
    { cost: 'census', numDisparities: 16, minDisparity: -4, levels: 1, iterations: 2 },
    { cost: 'ad', numDisparities: 16, smoothness: 255, smoothnessTruncation: 255, dataTruncation: 255 },
    { cost: 'ad', numDisparities: 16, smoothness: 0, smoothnessTruncation: 40 },
    { cost: 'ad', numDisparities: 16, smoothness: 20, smoothnessTruncation: 0 },
    {
      cost: 'ad',
      numDisparities: 16,
      levels: 5,
      dataTruncation: 255,
      smoothness: 40,
      smoothnessTruncation: 200,
    },
    { cost: 'bt', numDisparities: 12 },
  ] as const)('pass the messages that the readable passing does: %o', (given) => {
    const options = completeGlobalOptions(given);
    for (const [a, b] of [
      [left, right],
      [randomPicture(49, 33, 3), randomPicture(49, 33, 4)],
    ] as const) {
      const [expected, found] = [collector(), collector()];
      const match = matchGlobal(a, b, options, unobserved, expected.see);
      const fast = matchGlobal(a, b, options, unobserved, found.see, beliefKernels);
      expect(found.rows).toEqual(expected.rows);
      expect(fast).toEqual(match);
    }
  });
});
