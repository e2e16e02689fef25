import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Mask } from '../rasters/Raster.ts';
import { paintStroke } from './paintStroke.ts';
import { rasteriseShape } from './rasteriseShape.ts';

const empty: Mask = { width: 7, height: 5, data: new Uint8Array(35) };

it('paints a disc for a dab: the pixels whose centres lie within half the diameter', () => {
  const { data } = paintStroke(empty, { points: [[3.5, 2.5]], diameterPx: 2, mode: 'add' });
  const rows = Array.from({ length: 5 }, (_, y) => Array.from(data.subarray(y * 7, y * 7 + 7)).join(''));
  expect(rows).toEqual(['0000000', '0001000', '0011100', '0001000', '0000000']);
  expect(empty.data.includes(1)).toBe(false);
});

it('paints the band of the same line, and erasing it leaves nothing of it', () => {
  const point = fc.tuple(
    fc.double({ min: -3, max: 10, noNaN: true }),
    fc.double({ min: -3, max: 8, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 1, max: 6 }),
      (points, diameterPx) => {
        const painted = paintStroke(empty, { points, diameterPx, mode: 'add' });
        expect(painted).toEqual(rasteriseShape({ kind: 'polyline', points, widthPx: diameterPx }, 7, 5));
        expect(paintStroke(painted, { points, diameterPx, mode: 'erase' })).toEqual(empty);
      },
    ),
  );
});
