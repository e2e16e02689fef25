import { describe, expect, it } from 'vitest';
import type { Raster } from '../rasters/Raster.ts';
import { canConvert, convertRaster, convertValues } from './convertRaster.ts';
import { depthFromDisparity } from './depthFromDisparity.ts';
import { disparityFromDepth } from './disparityFromDepth.ts';
import {
  depthFromInverseDepth,
  disparityFromInverseDepth,
  inverseDepthFromDepth,
  inverseDepthFromDisparity,
} from './inverseDepth.ts';
import { scaleRig } from './scaleRig.ts';
import type { StereoRig } from './StereoRig.ts';
import { unproject } from './unproject.ts';

/** Motorcycle at quarter size, from its calib.txt. */
const motorcycle: StereoRig = {
  focalPx: 999.421,
  cxPx: 294.182,
  cyPx: 252.932,
  baselineM: 0.193001,
  doffsPx: 32.778,
  width: 741,
  height: 497,
};
const kitti: StereoRig = {
  focalPx: 721.5377,
  cxPx: 609.5593,
  cyPx: 172.854,
  baselineM: 0.54,
  doffsPx: 0,
  width: 1242,
  height: 375,
};
const single = { ...kitti, baselineM: null };

function raster<Q extends Raster['quantity']>(quantity: Q, values: readonly number[]): Raster<Q> {
  return { quantity, width: values.length, height: 1, values: Float32Array.from(values) };
}

describe('depth and disparity', () => {
  it('follow f·B / (d + doffs)', () => {
    expect(depthFromDisparity(38.96, kitti)).toBeCloseTo(10.00078, 5);
    expect(depthFromDisparity(10, motorcycle)).toBeCloseTo((999.421 * 0.193001) / 42.778, 12);
    expect(disparityFromDepth(10, kitti)).toBeCloseTo(38.9630358, 7);
  });

  it.each([
    ['at infinity', -32.778],
    ['behind the camera', -40],
    ['without value', NaN],
  ])('have no depth %s', (_, disparityPx) => {
    expect(depthFromDisparity(disparityPx, motorcycle)).toBeNaN();
  });

  it('have a depth at disparity 0 where doffs is positive', () => {
    expect(depthFromDisparity(0, motorcycle)).toBeCloseTo(5.8847, 4);
    expect(depthFromDisparity(0, kitti)).toBeNaN();
  });

  it('give −doffs for an infinite depth and nothing for a depth that is none', () => {
    expect(disparityFromDepth(Infinity, motorcycle)).toBe(-32.778);
    for (const depthM of [0, -1, NaN]) expect(disparityFromDepth(depthM, motorcycle)).toBeNaN();
  });

  it('are each other’s inverse, through inverse depth, too', () => {
    for (const depthM of [0.5, 3, 80]) {
      const disparity = disparityFromDepth(depthM, motorcycle);
      expect(depthFromDisparity(disparity, motorcycle)).toBeCloseTo(depthM, 12);
      expect(inverseDepthFromDisparity(disparity, motorcycle)).toBeCloseTo(1 / depthM, 12);
      expect(disparityFromInverseDepth(1 / depthM, motorcycle)).toBeCloseTo(disparity, 10);
      expect(depthFromInverseDepth(inverseDepthFromDepth(depthM))).toBeCloseTo(depthM, 12);
    }
  });

  it('keep infinity as inverse depth 0', () => {
    expect(inverseDepthFromDisparity(-32.778, motorcycle)).toBe(0);
    expect(inverseDepthFromDisparity(-33, motorcycle)).toBeNaN();
    expect(disparityFromInverseDepth(0, motorcycle)).toBe(-32.778);
    expect(depthFromInverseDepth(0)).toBeNaN();
    expect(inverseDepthFromDepth(0)).toBeNaN();
  });

  it('need a baseline', () => {
    expect(() => depthFromDisparity(1, single)).toThrow(
      expect.objectContaining({ tag: 'CalibrationMissing' }),
    );
  });
});

describe('convertValues', () => {
  const rig = { ...kitti, width: 3, height: 1 };

  it('converts in float64 without rounding in between', () => {
    const values = convertValues(raster('disparity:px', [38.1, 0, NaN]), 'depth', rig);
    expect(values[0]).toBe((721.5377 * 0.54) / Math.fround(38.1));
    expect([values[1], values[2]]).toEqual([NaN, NaN]);
  });

  it('copies a raster that has the quantity already, with any rig', () => {
    const depth = raster('depth:m', [1, 2, NaN]);
    expect([...convertValues(depth, 'depth', kitti)]).toEqual([1, 2, NaN]);
  });

  it('relates depth and inverse depth without a rig', () => {
    expect(convertRaster(raster('depth:m', [2, 4, 0]), 'inverse-depth', null)).toEqual(
      raster('inverse-depth:1/m', [0.5, 0.25, NaN]),
    );
  });

  it('refuses a rig of another size, naming both', () => {
    expect(() => convertValues(raster('disparity:px', [1, 2, 3]), 'depth', kitti)).toThrow(
      expect.objectContaining({
        tag: 'CalibrationMissing',
        message: 'the calibration is for 1242×375, the map is 3×1',
      }),
    );
  });

  it('refuses disparity without rig and maps without unit', () => {
    expect(() => convertValues(raster('disparity:px', [1]), 'depth', null)).toThrow(
      expect.objectContaining({ tag: 'CalibrationMissing' }),
    );
    expect(() => convertValues(raster('depth:relative', [1]), 'depth', null)).toThrow(
      expect.objectContaining({ tag: 'InvalidOption' }),
    );
  });

  it('is possible exactly where canConvert says so', () => {
    expect(canConvert(raster('disparity:px', [1]), 'depth', kitti)).toBe(true);
    expect(canConvert(raster('disparity:px', [1]), 'depth', single)).toBe(false);
    expect(canConvert(raster('depth:m', [1]), 'inverse-depth', null)).toBe(true);
    expect(canConvert(raster('inverse-depth:relative', [1]), 'depth', kitti)).toBe(false);
  });
});

describe('unproject', () => {
  it('puts the principal point on the axis and scales with depth', () => {
    expect(unproject(kitti.cxPx, kitti.cyPx, 7, kitti)).toEqual([0, 0, 7]);
    const [x, y, z] = unproject(kitti.cxPx + kitti.focalPx, kitti.cyPx - kitti.focalPx / 2, 4, kitti);
    expect([x, y, z]).toEqual([expect.closeTo(4, 10), expect.closeTo(-2, 10), 4]);
  });
});

describe('scaleRig', () => {
  it('keeps depth: disparity, focal length and doffs scale with the width', () => {
    const half = scaleRig({ ...motorcycle, width: 740, height: 496 }, 370, 248);
    expect(depthFromDisparity(20, half)).toBeCloseTo(depthFromDisparity(40, motorcycle), 12);
    expect(half.cxPx).toBeCloseTo(0.5 * 294.682 - 0.5, 12);
  });

  it('keeps a centred principal point centred', () => {
    const centred = { ...kitti, cxPx: (1242 - 1) / 2, cyPx: (375 - 1) / 2 };
    expect(scaleRig(centred, 2484, 750)).toMatchObject({ cxPx: (2484 - 1) / 2, cyPx: (750 - 1) / 2 });
  });

  it('refuses another aspect', () => {
    expect(() => scaleRig(kitti, 621, 375)).toThrow(
      expect.objectContaining({
        tag: 'InvalidOption',
        message: 'calibration of 1242×375 cannot be scaled to 621×375: the aspect differs',
      }),
    );
  });
});
