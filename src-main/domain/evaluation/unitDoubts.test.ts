import { describe, expect, it } from 'vitest';
import type { Quantity, Raster } from '../rasters/Raster.ts';
import { unitDoubts } from './unitDoubts.ts';

function map(quantity: Quantity, middle: number): Raster {
  const values = Float32Array.from({ length: 40 * 20 }, (_, i) =>
    i % 7 === 0 ? NaN : middle * (0.5 + (i % 9) / 8),
  );
  return { quantity, width: 40, height: 20, values };
}

describe('unitDoubts', () => {
  it.each([
    [
      8200,
      /median depth of the ground truth, 8200 m, is unusual: it may be in millimetres or centimetres or the stored numbers of a KITTI map/,
    ],
    [1.2e6, /may be in another unit/],
    [0.009, /0\.009 m, is unusual: it may be in kilometres/],
  ])('takes a middle depth of %s m for another unit, and says which', (middle, sentence) => {
    expect(unitDoubts(map('depth:m', middle), null)[0]).toMatch(sentence);
  });

  it('takes disparities wider than the picture for stored numbers', () => {
    expect(unitDoubts(map('disparity:px', 2560), null)[0]).toMatch(
      /2560 px, is wider than the picture, 40 px.*KITTI/,
    );
  });

  it.each([
    ['depth:m', 30, 3000, /the prediction may be in centimetres\. Nothing was converted/],
    ['disparity:px', 20, 320, /the prediction may be in fixed-point disparities/],
    ['disparity:px', 30, 7680, /the prediction may be in the stored numbers of a KITTI map/],
  ] as const)('compares the middles: %s %s beside %s', (quantity, truth, prediction, sentence) => {
    const [doubt] = unitDoubts(map(quantity, truth), map(quantity, prediction));
    expect(doubt).toMatch(sentence);
  });

  it('doubts neither usual maps, nor poor predictions, nor what has no unit', () => {
    expect(unitDoubts(map('depth:m', 12), map('depth:m', 31))).toEqual([]);
    expect(unitDoubts(map('depth:m', 12), map('disparity:px', 12_000))).toEqual([]);
    expect(unitDoubts(map('disparity:px', 30), null)).toEqual([]);
    expect(unitDoubts(map('inverse-depth:1/m', 4000), null)).toEqual([]);
    expect(unitDoubts(map('depth:m', NaN), map('depth:m', 3))).toEqual([]);
  });
});
