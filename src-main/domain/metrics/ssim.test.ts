import { describe, expect, it } from 'vitest';
import { rasterOf as raster, rowMeans, ssimCases as cases, ssimPair as pairOf } from '#testing/ssimCases.ts';
import { ssim } from './ssim.ts';

/** The promise of the studio: equal to scikit-image within this where nothing is invalid. Measured: below 1e-9. */
const skimageDigits = 8;
/** Maps are stored in float32, so a row's mean is no better than this. */
const mapDigits = 6;

describe('ssim', () => {
  it.each(cases)(
    'equals scikit-image on $kind $name $width×$height, window $window $windowPx, L = $dataRange, coverage $minCoverage',
    (expected) => {
      const { minCoverage = 1, width } = expected;
      const found = ssim(pairOf(expected), { ...expected, minCoverage });
      expect(found.mean).toBeCloseTo(expected.mean, skimageDigits);
      if (expected.pixels !== undefined) expect(found.pixels).toBe(expected.pixels);
      rowMeans(found.map, width).forEach((mean, y) => {
        if (expected.rowMeans[y] === null) expect(mean).toBeNull();
        else expect(mean).toBeCloseTo(expected.rowMeans[y]!, mapDigits);
      });
      if (expected.corners !== undefined) {
        expect(found.map[0]).toBeCloseTo(expected.corners[0], mapDigits);
        expect(found.map.at(-1)).toBeCloseTo(expected.corners[1], mapDigits);
      }
      if (expected.rowCoverage !== undefined) {
        rowMeans(found.coverage, width).forEach((mean, y) => {
          expect(mean).toBeCloseTo(expected.rowCoverage![y]!, mapDigits);
        });
      }
    },
  );

  it('gives the published value of the 16×20 golden pair', () => {
    const golden = cases[0]!;
    const options = { dataRange: 255, windowPx: 7, minCoverage: 1 };
    const { mean, map } = ssim(pairOf(golden), options);
    expect(mean).toBeCloseTo(0.688365241556231, 12);
    expect(map[8 * 20 + 10]).toBeCloseTo(0.9513663074930159, mapDigits);
    expect(map[0]).toBeCloseTo(0.9850723633683436, mapDigits);
    expect(map.at(-1)).toBeCloseTo(-0.09359199531333412, mapDigits);
  });

  it('compares flat maps by their means alone', () => {
    const flat = (value: number) => raster(9, 9, () => value);
    const input = { width: 9, height: 9, prediction: flat(100), groundTruth: flat(150) };
    const { mean } = ssim(input, { dataRange: 255, windowPx: 7, minCoverage: 1 });
    expect(mean).toBeCloseTo(0.923092310530793, 12);
  });

  it('is negative for an inverted ramp', () => {
    const prediction = raster(32, 32, (x) => 8 * x);
    const groundTruth = raster(32, 32, (x) => 255 - 8 * x);
    const input = { width: 32, height: 32, prediction, groundTruth };
    const { mean } = ssim(input, { dataRange: 255, windowPx: 7, minCoverage: 1 });
    expect(mean).toBeCloseTo(-0.5410008275634106, 12);
  });

  it('is exactly 1 for a map and itself, wherever there is a value', () => {
    const masked = cases.find(({ kind, minCoverage }) => kind === 'masked' && minCoverage === 0.1)!;
    const { groundTruth, width, height } = pairOf(masked);
    const input = { width, height, prediction: groundTruth, groundTruth };
    const { map } = ssim(input, { dataRange: 50, windowPx: 7, minCoverage: 0.3 });
    expect(map.filter((value) => !Number.isNaN(value)).every((value) => value === 1)).toBe(true);
  });

  it('is not disturbed by a huge outlier outside the window', () => {
    const input = pairOf(cases[5]!);
    const clean = ssim(input, { dataRange: 99.9, windowPx: 7, minCoverage: 1 });
    const prediction = input.prediction.slice();
    prediction[0] = 1e12;
    const disturbed = ssim({ ...input, prediction }, { dataRange: 99.9, windowPx: 7, minCoverage: 1 });
    expect(disturbed.map.subarray(4 * input.width)).toEqual(clean.map.subarray(4 * input.width));
    expect(disturbed.map[20]).toBe(clean.map[20]);
  });

  it('has values beside a hole, which its mean does not count', () => {
    const prediction = raster(20, 20, (x, y) => (x < 8 ? NaN : x + y));
    const input = { width: 20, height: 20, prediction, groundTruth: raster(20, 20, (x, y) => x + y) };
    const { map, pixels } = ssim(input, { dataRange: 38, windowPx: 7, minCoverage: 0.2 });
    expect(map[10 * 20 + 7]).toBe(1);
    expect(pixels).toBe(14 * 9);
  });

  it('has no value where too little of the window is valid', () => {
    const prediction = raster(9, 9, (x, y) => (x === 4 && y === 4 ? 5 : NaN));
    const input = { width: 9, height: 9, prediction, groundTruth: raster(9, 9, (x) => x) };
    const { map, mean, pixels, coverage } = ssim(input, { dataRange: 8, windowPx: 7, minCoverage: 0 });
    expect(map.every((value) => Number.isNaN(value))).toBe(true);
    expect([mean, pixels]).toEqual([null, 0]);
    expect(coverage[4 * 9 + 4]).toBeCloseTo(1 / 49, 7);
  });

  it.each([
    [{ windowPx: 6 }, 'SSIM window must be an odd integer ≥ 3, found 6'],
    [{ windowPx: 11 }, 'SSIM window must be at most the shorter side of 9×10, found 11'],
    [{ dataRange: 0 }, 'SSIM data range must be a number > 0, found 0'],
    [{ minCoverage: 1.5 }, 'SSIM coverage must be from 0 to 1, found 1.5'],
  ])('refuses %o', (change, message) => {
    const map = raster(9, 10, (x) => x);
    const input = { width: 9, height: 10, prediction: map, groundTruth: map };
    const options = { dataRange: 1, windowPx: 7, minCoverage: 1, ...change };
    expect(() => ssim(input, options)).toThrow(expect.objectContaining({ tag: 'InvalidOption', message }));
  });

  it('refuses maps of another size, naming all numbers', () => {
    const input = {
      width: 9,
      height: 9,
      prediction: new Float32Array(81),
      groundTruth: new Float32Array(80),
    };
    expect(() => ssim(input, { dataRange: 1, windowPx: 7, minCoverage: 1 })).toThrow(
      expect.objectContaining({
        tag: 'SizeMismatch',
        message: 'SSIM of 9×9 needs 81 values, found 81 (prediction) and 80 (ground truth)',
      }),
    );
  });
});
