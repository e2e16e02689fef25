import { describe, expect, it } from 'vitest';
import { disparityFromFixed } from './disparityFromFixed.ts';

describe('disparityFromFixed', () => {
  it('divides by sixteen and makes what lies below the range NaN', () => {
    const raster = disparityFromFixed(
      Int16Array.of(-16, 0, 1, 2032),
      { width: 2, height: 2 },
      { minDisparity: 0 },
    );
    expect(raster.quantity).toBe('disparity:px');
    expect([...raster.values]).toEqual([NaN, 0, 0.0625, 127]);
  });

  it('keeps negative disparities that are inside a negative range', () => {
    const raster = disparityFromFixed(
      Int16Array.of(-272, -256, -8),
      { width: 3, height: 1 },
      { minDisparity: -16 },
    );
    expect([...raster.values]).toEqual([NaN, -16, -0.5]);
  });
});
