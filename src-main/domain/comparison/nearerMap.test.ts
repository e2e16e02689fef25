import { expect, test } from 'vitest';
import type { Quantity, Raster } from '../rasters/Raster.ts';
import { nearerClasses, nearerMap } from './nearerMap.ts';

const { this: mineIs, equal, other: otherIs } = nearerClasses;

function errors(values: readonly number[], quantity: Quantity = 'error:px'): Raster {
  return { quantity, width: values.length, height: 1, values: Float32Array.from(values) };
}

const classesOf = (mine: readonly number[], other: readonly number[], tolerance: number) => [
  ...nearerMap({ mine: errors(mine), other: errors(other) }, tolerance).raster.values,
];

test('the smaller magnitude is nearer, whatever the sign', () => {
  expect(classesOf([0, -1, 3, -3], [2, 2, -1, 1], 0)).toEqual([mineIs, mineIs, otherIs, otherIs]);
});

test('magnitudes that differ by the tolerance or less are equal', () => {
  expect(classesOf([1, 1, 1, 1], [1.5, -1.5, 1.75, 0.25], 0.5)).toEqual([equal, equal, mineIs, otherIs]);
  expect(classesOf([1, -1], [-1, 1], 0)).toEqual([equal, equal]);
});

test('a pixel that either lacks has no class, and infinitely wrong is never nearer', () => {
  expect(classesOf([NaN, 1, NaN], [1, NaN, NaN], 1)).toEqual([NaN, NaN, NaN]);
  expect(classesOf([Infinity, 1], [1, -Infinity], 1)).toEqual([otherIs, mineIs]);
});

test('shares are of the pixels that both have, and add up to one', () => {
  const { shares, raster } = nearerMap(
    { mine: errors([0, 0, 5, 1, NaN]), other: errors([5, 5, 0, 1, 1]) },
    0.1,
  );
  expect(shares).toEqual({ this: 0.5, other: 0.25, equal: 0.25 });
  expect(raster.quantity).toBe('nearer');
});

test('swapping the runs swaps the map', () => {
  const a = [0.2, 3, -1, 0, NaN, 9];
  const b = [0.1, -2, 4, 0, 1, -9.01];
  const there = classesOf(a, b, 0.05);
  const back = classesOf(b, a, 0.05);
  expect(back).toEqual(there.map((value) => 2 - value));
});

test('without a common pixel there are no shares', () => {
  expect(nearerMap({ mine: errors([NaN, 1]), other: errors([1, NaN]) }, 0).shares).toBeNull();
});

test('maps of other sizes or units are refused with both named', () => {
  expect(() => nearerMap({ mine: errors([1, 2]), other: errors([1]) }, 0)).toThrow(/1×1.*2×1/);
  expect(() => nearerMap({ mine: errors([1]), other: errors([1], 'error:m') }, 0)).toThrow(
    /error:m.*error:px/,
  );
});
