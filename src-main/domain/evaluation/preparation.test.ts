import { describe, expect, it } from 'vitest';
import { fixtureJson } from '#testing/fixture.ts';
import type { Raster } from '../rasters/Raster.ts';
import { eightBit } from './eightBit.ts';
import { fillHoles } from './fillHoles.ts';
import { resizeMap } from './resizeMap.ts';

const hole = NaN;

interface FloatMap {
  readonly width: number;
  readonly height: number;
  /** Base64 of little-endian float32. */
  readonly values: string;
}

function floats(text: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
}

describe('resizeMap', () => {
  const row = (values: readonly number[], quantity: Raster['quantity'] = 'depth:m'): Raster => ({
    quantity,
    width: values.length,
    height: 1,
    values: Float32Array.from(values),
  });

  it.each([
    ['nearest', [0, 0, 8, 8]],
    ['bilinear', [0, 2, 6, 8]],
    ['bilinear-corners', [0, Math.fround(8 / 3), Math.fround(16 / 3), 8]],
  ] as const)('%s places samples as OpenCV and PyTorch do', (rule, expected) => {
    expect([...resizeMap(row([0, 8]), { width: 4, height: 1 }, rule).values]).toEqual(expected);
  });

  const resized = fixtureJson('resize/expected.json') as FloatMap & { readonly cubic: readonly FloatMap[] };
  it.each(resized.cubic)(
    'bicubic is OpenCV’s INTER_CUBIC, to $width×$height',
    ({ width, height, values }) => {
      const source: Raster = { ...resized, quantity: 'depth:m', values: floats(resized.values) };
      const found = resizeMap(source, { width, height }, 'bicubic').values;
      const expected = floats(values);
      // Of values up to 102; OpenCV weighs and sums in float32.
      found.forEach((value, i) => expect(Math.abs(value - expected[i]!), `at ${i}`).toBeLessThan(1e-6 * 102));
    },
  );

  it('bicubic is bilinear where one of the sixteen neighbours is invalid', () => {
    const ramp = row([0, 1, 2, 3, 4, 5, 6, 7, hole, 9]);
    const cubic = resizeMap(ramp, { width: 20, height: 1 }, 'bicubic').values;
    const linear = resizeMap(ramp, { width: 20, height: 1 }, 'bilinear').values;
    expect([...cubic].map(Number.isNaN)).toEqual([...linear].map(Number.isNaN));
    expect(cubic.subarray(13)).toEqual(linear.subarray(13));
    expect(cubic[0]).not.toBe(linear[0]);
  });

  it('makes disparities grow with the width, and nothing else', () => {
    expect([...resizeMap(row([4, 4], 'disparity:px'), { width: 3, height: 2 }, 'bilinear').values]).toEqual(
      Array(6).fill(6),
    );
    expect([...resizeMap(row([4, 4]), { width: 3, height: 2 }, 'bilinear').values]).toEqual(Array(6).fill(4));
  });

  it('leaves invalid neighbours out, and has no value where they weigh half', () => {
    const found = resizeMap(row([hole, 8, 8, 8]), { width: 8, height: 1 }, 'bilinear').values;
    expect([...found]).toEqual([hole, hole, 8, 8, 8, 8, 8, 8]);
    const half = resizeMap(row([hole, 8]), { width: 3, height: 1 }, 'bilinear-corners').values;
    expect([...half]).toEqual([hole, hole, 8]);
  });
});

describe('fillHoles', () => {
  it('takes the background between two values, the nearest at the ends, and whole rows from their neighbours', () => {
    const map = Float64Array.of(
      ...[hole, hole, hole, hole, hole],
      ...[hole, 5, hole, 3, hole],
      ...[7, -1, hole, 9, 0],
      ...[hole, hole, hole, hole, hole],
    );
    expect([...fillHoles(map, 5, 4)]).toEqual([
      ...[5, 5, 3, 3, 3],
      ...[5, 5, 3, 3, 3],
      ...[7, 7, 7, 9, 0],
      ...[7, 7, 7, 9, 0],
    ]);
  });

  it('has nothing to fill an empty map with', () => {
    expect([...fillHoles(Float64Array.of(hole, hole), 2, 1)]).toEqual([hole, hole]);
  });
});

describe('eightBit', () => {
  it('stretches each map over the pixels valid in both, and cuts decimals off', () => {
    const pair = {
      groundTruth: Float64Array.of(10, 20, 13, hole, 1000),
      prediction: Float64Array.of(-1, 1, 0.5, 99, hole),
    };
    const { groundTruth, prediction } = eightBit(pair);
    expect([...groundTruth]).toEqual([0, 255, 76, hole, hole]);
    expect([...prediction]).toEqual([0, 255, 191, hole, hole]);
    const flat = Float64Array.of(4, 4);
    expect([...eightBit({ groundTruth: flat, prediction: flat }).prediction]).toEqual([0, 0]);
  });
});
