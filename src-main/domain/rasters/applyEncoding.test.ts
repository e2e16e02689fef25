import { describe, expect, it } from 'vitest';
import { encodingNamed } from '../datasets/encodings.ts';
import { applyEncoding } from './applyEncoding.ts';

describe('applyEncoding', () => {
  it.each<[string, number[], number[]]>([
    ['kitti-disparity', [0, 256, 16410], [NaN, 1, 64.1015625]],
    ['tsukuba', [0, 80, 224], [NaN, 5, 14]],
    ['middlebury-2003', [0, 22, 220], [NaN, 5.5, 55]],
    ['cityscapes-disparity', [0, 1, 257], [NaN, 0, 1]],
    ['tum', [0, 5000], [NaN, 1]],
    ['vkitti2', [0, 1234, 65535], [0, Math.fround(12.34), NaN]],
    ['opencv-fixed-point', [-16, 0, 24], [NaN, 0, 1.5]],
  ])('reads %s', (name, stored, expected) => {
    const raw = { width: stored.length, height: 1, values: Int32Array.from(stored) };
    const raster = applyEncoding(raw, encodingNamed(name));
    expect([...raster.values]).toEqual(expected);
    expect(raster.quantity).toBe(encodingNamed(name).quantity);
  });

  it('takes NaN and both infinities for invalid in every encoding', () => {
    const raw = { width: 4, height: 1, values: Float64Array.of(NaN, Infinity, -Infinity, 2) };
    expect([...applyEncoding(raw, encodingNamed('middlebury-pfm')).values]).toEqual([NaN, NaN, NaN, 2]);
  });

  it('rounds to float32 once, after scaling in float64', () => {
    const raw = { width: 1, height: 1, values: Float64Array.of(1 + 2 ** -30) };
    const encoding = {
      name: 'custom',
      quantity: 'depth:m',
      scale: 2 ** 30,
      offset: -(2 ** 30),
      invalid: [],
    } as const;
    expect(applyEncoding(raw, encoding).values[0]).toBe(1);
  });

  it('turns Hypersim’s distance along the ray into depth: 10 m at the corner are 8.111886 m', () => {
    const values = new Float32Array(1024 * 768).fill(10);
    const raster = applyEncoding({ width: 1024, height: 768, values }, encodingNamed('hypersim'));
    expect(raster.values[0]).toBeCloseTo(8.111886, 5);
    expect(raster.values[383 * 1024 + 511]).toBeCloseTo(10, 5);
  });
});
