import { describe, expect, it } from 'vitest';
import type { Picture } from '../rasters/Raster.ts';
import { completeBlockOptions } from './block/BlockOptions.ts';
import { matchBlock } from './block/matchBlock.ts';
import { leftRightCheck } from './filters/leftRightCheck.ts';
import { mapOfRightView, pairFromTheRight } from './rightView.ts';

const unobserved = { checkCancelled: () => undefined, progress: () => undefined };
const size = { width: 60, height: 12 };

function noise(x: number, y: number): number {
  const mixed = Math.imul(x * 7919 + y * 104_729, 2_654_435_761);
  return Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 24;
}

function grey(sample: (x: number, y: number) => number): Picture {
  const data = Uint8Array.from({ length: size.width * size.height }, (_, i) =>
    sample(i % size.width, Math.floor(i / size.width)),
  );
  return { ...size, channels: 1, data };
}

describe('pairFromTheRight', () => {
  it.each([
    { minDisparity: 0, numDisparities: 16, shift: 7 },
    { minDisparity: 0, numDisparities: 16, shift: 0 },
    { minDisparity: -8, numDisparities: 16, shift: -3 },
    { minDisparity: 4, numDisparities: 9, shift: 12 },
    { minDisparity: -20, numDisparities: 12, shift: -15 },
  ])(
    'has the right view say everything that the left one says of a plane: $shift px of $minDisparity + $numDisparities',
    ({ minDisparity, numDisparities, shift }) => {
      const pair = { left: grey(noise), right: grey((x, y) => noise(x + shift, y)) };
      const options = completeBlockOptions({ minDisparity, numDisparities, blockSize: 5 });
      const left = matchBlock(pair.left, pair.right, options, unobserved);
      const turned = pairFromTheRight(pair, options);
      const map = matchBlock(turned.left, turned.right, options, unobserved);
      const right = mapOfRightView(map, size, options);
      expect([right.width, right.height]).toEqual([60, 12]);
      const said = left.values.filter((value) => !Number.isNaN(value)).length;
      expect(said).toBeGreaterThan(0);
      const kept = leftRightCheck(left, right, 1).values.filter((value) => !Number.isNaN(value)).length;
      expect(kept).toBe(said);
    },
  );

  it('repeats the outermost columns, of colour pictures by channel', () => {
    const left: Picture = {
      width: 3,
      height: 1,
      channels: 3,
      data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
    };
    const turned = pairFromTheRight({ left, right: left }, { minDisparity: -1, numDisparities: 2 });
    expect([...turned.left.data]).toEqual([7, 8, 9, 7, 8, 9, 4, 5, 6, 1, 2, 3, 1, 2, 3]);
  });

  it('leaves pictures that are narrower than the range as they are, apart from the mirror', () => {
    const left: Picture = { width: 3, height: 1, channels: 1, data: Uint8Array.of(1, 2, 3) };
    expect([
      ...pairFromTheRight({ left, right: left }, { minDisparity: 0, numDisparities: 4 }).left.data,
    ]).toEqual([3, 2, 1]);
  });
});
