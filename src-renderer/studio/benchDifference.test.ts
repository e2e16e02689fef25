import { expect, test } from 'vitest';
import { benchDifference } from './benchDifference.ts';

test('two maps differ where they are apart, and where only one has a value', () => {
  const map = (...values: number[]) =>
    ({ quantity: 'disparity:px', width: 4, height: 2, values: Float32Array.from(values) }) as const;
  const a = map(1, 2, 3, NaN, NaN, 5, 6, 7);
  const b = map(1, 2.5, 5, NaN, 4, NaN, NaN, 7);
  const { raster, ...shares } = benchDifference(a, b);
  expect([...raster.values]).toEqual([0, 0.5, 2, NaN, NaN, NaN, NaN, 0]);
  expect(shares).toEqual({ apart: 1 / 8, onlyA: 2 / 8, onlyB: 1 / 8 });
});
