import { expect, test } from 'vitest';
import { robustRange } from './robustRange.ts';

const oneToHundred = Float32Array.from({ length: 100 }, (_, i) => 100 - i);

test('percentiles are values of the data, by nearest rank', () => {
  expect(robustRange(oneToHundred, 1, 99)).toEqual([1, 99]);
  expect(robustRange(oneToHundred, 10, 90)).toEqual([10, 90]);
  expect(robustRange(oneToHundred, 0, 100)).toEqual([1, 100]);
});

test('invalid and infinite values are left out', () => {
  expect(robustRange([NaN, 2, Infinity, 4, -Infinity], 0, 100)).toEqual([2, 4]);
});

test('a constant map gets a margin, also at zero', () => {
  expect(robustRange([5, 5], 1, 99)).toEqual([4.95, 5.05]);
  expect(robustRange([0], 1, 99)).toEqual([-1, 1]);
});

test('without a valid value there is no range', () => {
  expect(robustRange([NaN], 1, 99)).toBeNull();
  expect(robustRange([], 1, 99)).toBeNull();
});

test('a large map is judged by an even subsample, and a single valid pixel is still found', () => {
  const large = Float32Array.from({ length: 1_000_000 }, (_, i) => i);
  const [low, high] = robustRange(large, 1, 99)!;
  expect(Math.abs(low - 10_000)).toBeLessThan(10);
  expect(Math.abs(high - 990_000)).toBeLessThan(10);
  const sparse = new Float32Array(1_000_000).fill(NaN);
  sparse[777_777] = 3;
  expect(robustRange(sparse, 1, 99)).toEqual([2.97, 3.03]);
});
