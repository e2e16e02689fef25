import { describe, expect, test } from 'vitest';
import type { Raster } from '../rasters/Raster.ts';
import { colorIndex, colourise } from './colourise.ts';
import { colorTable, depthMapNames } from './colorTables.ts';
import { invalidColorAt, invalidHatch } from './invalidHatch.ts';

const rasterOf = (...values: number[]): Raster => ({
  quantity: 'depth:m',
  width: values.length,
  height: 1,
  values: Float32Array.from(values),
});
const range = { map: 'turbo', min: 1, max: 3, reversed: false } as const;

test('the ends of the range get the ends of the map, and values outside are clamped', () => {
  expect([1, 3, 0, 99].map((v) => colorIndex(v, range))).toEqual([0, 255, 0, 255]);
});

test('a reversed map gives the last colour to the smallest value', () => {
  expect([1, 3, 1.5].map((v) => colorIndex(v, { ...range, reversed: true }))).toEqual([255, 0, 191]);
});

test('entries are rounded to the nearest', () => {
  const unit = { ...range, min: 0, max: 255 };
  expect([0.49, 0.5, 127.5].map((v) => colorIndex(v, unit))).toEqual([0, 1, 128]);
});

test('colourise writes the colour of the table, opaque', () => {
  const pixels = colourise(rasterOf(1, 3), range);
  const table = colorTable('turbo');
  expect([...pixels]).toEqual([...table.slice(0, 3), 255, ...table.slice(-3), 255]);
});

test('a pixel without a value is hatched by its place on the screen', () => {
  const pixels = colourise(rasterOf(NaN, NaN, NaN, NaN), range);
  expect([...pixels.slice(0, 3)]).toEqual([...invalidHatch.stripe]);
  expect([...pixels.slice(12, 15)]).toEqual([...invalidHatch.ground]);
  expect(invalidColorAt(5, 3)).toEqual(invalidHatch.stripe);
});

test('refuses a range that does not rise, with both numbers', () => {
  expect(() => colourise(rasterOf(1), { ...range, max: 1 })).toThrow(
    expect.objectContaining({
      tag: 'InvalidOption',
      message: 'the colour range must rise: min is 1, max is 1',
    }),
  );
});

describe('the colours of invalid pixels', () => {
  const maps = [...depthMapNames, 'magma', 'blue-red'] as const;
  test.each(maps)('are outside %s', (map) => {
    const table = colorTable(map);
    for (const color of [invalidHatch.ground, invalidHatch.stripe]) {
      for (let i = 0; i < 256; i += 1) {
        const distance = Math.max(...color.map((c, k) => Math.abs(c - table[3 * i + k]!)));
        expect(distance).toBeGreaterThan(7);
      }
    }
  });
});

test('every table has 256 colours', () => {
  for (const map of [...depthMapNames, 'magma', 'blue-red'] as const)
    expect(colorTable(map)).toHaveLength(768);
});

test('the diverging map is white at its middle', () => {
  const middle = colorTable('blue-red').slice(127 * 3, 129 * 3);
  for (const channel of middle) expect(channel).toBeGreaterThan(230);
});
