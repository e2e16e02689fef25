import { expect, test } from 'vitest';
import { mirroredPicture, mirroredRaster } from './mirrored.ts';

test('columns change places, channels and rows do not', () => {
  const picture = {
    width: 3,
    height: 2,
    channels: 3,
    data: Uint8Array.from({ length: 18 }, (_, i) => i),
  } as const;
  const mirrored = mirroredPicture(picture);
  expect([...mirrored.data]).toEqual([6, 7, 8, 3, 4, 5, 0, 1, 2, 15, 16, 17, 12, 13, 14, 9, 10, 11]);
  expect(mirroredPicture(mirrored)).toEqual(picture);
});

test('a map keeps its values, and the one it was made from stays as it is', () => {
  const raster = {
    quantity: 'disparity:px',
    width: 2,
    height: 2,
    values: Float32Array.of(1, 2, NaN, 4),
  } as const;
  expect([...mirroredRaster(raster).values]).toEqual([2, 1, 4, NaN]);
  expect([...raster.values]).toEqual([1, 2, NaN, 4]);
});
