import { describe, expect, it } from 'vitest';
import type { Raster } from '#domain/rasters/Raster.ts';
import { stereoMatcherCases, unpack, unpackPicture, unpackRaster } from '#testing/stereoMatcherCases.ts';
import { applyFilters } from './applyFilters.ts';
import { fastGlobalSmooth } from './fastGlobalSmooth.ts';
import { fillBackground } from './fillBackground.ts';
import { completeFilterOptions } from './FilterOptions.ts';
import { leftRightCheck, leftRightDifference } from './leftRightCheck.ts';
import { medianOfValid } from './medianOfValid.ts';
import { smoothByEdges } from './smoothByEdges.ts';

const { filters } = stereoMatcherCases;
const left = unpackRaster(filters.ofLeft, 'disparity:px');
const right = unpackRaster(filters.ofRight, 'disparity:px');
const guide = unpackPicture(filters.left);
/** OpenCV smooths in float32. */
const smoothingTolerance = 2e-3;

function row(...values: readonly number[]): Raster<'disparity:px'> {
  return { quantity: 'disparity:px', width: values.length, height: 1, values: Float32Array.from(values) };
}

describe('filters against NumPy and OpenCV', () => {
  it('measures the same difference between left and right', () => {
    expect([...leftRightDifference(left, right).values]).toEqual(unpack(filters.difference));
  });

  it.each([
    [3, filters.median3],
    [5, filters.median5],
  ])('takes the same median of the values in %i × %i px', (window, expected) => {
    expect([...medianOfValid(left, window).values]).toEqual(unpack(expected));
  });

  it('removes the same speckles as filterSpeckles', () => {
    const values = Float32Array.from(unpack(filters.fixed), (raw) => (raw < 0 ? NaN : raw / 16));
    const expected = unpack(filters.spotless).map((raw) => (raw < 0 ? NaN : raw / 16));
    const options = completeFilterOptions({ speckleSize: 12, speckleMaxDiff: 1 });
    const { disparity } = applyFilters({ left: { ...left, values }, right: null, guide }, options);
    expect([...disparity.values]).toEqual(expected);
    expect(expected).not.toEqual([...values]);
  });

  it('fills with the same background', () => {
    expect([...fillBackground(left).values]).toEqual(unpack(filters.background));
  });

  it.each([
    ['a grey', 'left', 'smoothGrey', 500, 4],
    ['a colour', 'colour', 'smoothColour', 8000, 12],
  ] as const)(
    'smooths by %s picture as fastGlobalSmootherFilter does',
    (_, guideName, expected, lambda, sigmaColor) => {
      const plane = Float64Array.from(unpack(filters.noise));
      fastGlobalSmooth(unpackPicture(filters[guideName]), [plane], { lambda, sigmaColor });
      expect(largestDifference([...plane], unpack(filters[expected]))).toBeLessThan(smoothingTolerance);
    },
  );

  it('spreads disparities along edges as the quotient of two fastGlobalSmootherFilters', () => {
    const { values } = smoothByEdges(left, guide, { lambda: 8000, sigmaColor: 1.5 });
    const expected = unpack(filters.wls);
    const compared = [...expected.keys()].filter((i) => !Number.isNaN(expected[i]));
    expect(compared.length).toBeGreaterThan(0.7 * expected.length);
    const found = compared.map((i) => values[i]!);
    expect(
      largestDifference(
        found,
        compared.map((i) => expected[i]!),
      ),
    ).toBeLessThan(smoothingTolerance);
  });
});

describe('filters by construction', () => {
  it('keeps what both views agree on, and drops what points outside or to nothing', () => {
    const ofLeft = row(0, 2, 1, 1.4, NaN, 2);
    const ofRight = row(5, 1, 1.2, NaN, 0, 0);
    // Column 1 points outside, 2 to 1 (difference 0), 3 to 2 (0.2), 5 to 3, which has no value.
    expect([...leftRightCheck(ofLeft, ofRight, 0.5).values]).toEqual([
      NaN,
      NaN,
      1,
      Math.fround(1.4),
      NaN,
      NaN,
    ]);
    expect([...leftRightCheck(ofLeft, ofRight, 0).values]).toEqual([NaN, NaN, 1, NaN, NaN, NaN]);
  });

  it('fills with the farther side, at the ends with the only one, and leaves an empty row empty', () => {
    expect([...fillBackground(row(NaN, 4, NaN, NaN, 9, NaN)).values]).toEqual([4, 4, 4, 4, 9, 9]);
    expect([...fillBackground(row(NaN, NaN)).values]).toEqual([NaN, NaN]);
  });

  it('does not carry disparities over an edge of the picture', () => {
    const picture = {
      width: 12,
      height: 1,
      channels: 1,
      data: Uint8Array.from({ length: 12 }, (_, x) => (x < 6 ? 20 : 200)),
    } as const;
    const disparity = row(3, 3, NaN, NaN, NaN, NaN, NaN, NaN, NaN, NaN, 8, 8);
    const { values } = smoothByEdges(disparity, picture, { lambda: 8000, sigmaColor: 1.5 });
    expect(values.every((value, x) => Math.abs(value - (x < 6 ? 3 : 8)) < 0.01)).toBe(true);
    const empty = row(...new Array<number>(12).fill(NaN));
    expect(smoothByEdges(empty, picture, { lambda: 8000, sigmaColor: 1.5 }).values.every(Number.isNaN)).toBe(
      true,
    );
  });

  it('does nothing by default, and fills holes without touching values where asked to', () => {
    const input = { left, right: null, guide };
    const untouched = applyFilters(input, completeFilterOptions());
    expect(untouched.disparity.values).toEqual(left.values);
    const filled = applyFilters(input, completeFilterOptions({ fill: 'wls-holes' }));
    expect(filled.coverageBeforeFill).toBe(untouched.coverageBeforeFill);
    expect(filled.coverageBeforeFill).toBeLessThan(1);
    expect(filled.disparity.values.some(Number.isNaN)).toBe(false);
    left.values.forEach((value, i) => {
      if (!Number.isNaN(value)) expect(filled.disparity.values[i]).toBe(value);
    });
    const smoothed = applyFilters(input, completeFilterOptions({ fill: 'wls' })).disparity.values;
    expect(smoothed).not.toEqual(filled.disparity.values);
  });
});

function largestDifference(found: readonly number[], expected: readonly number[]): number {
  return found.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
}
