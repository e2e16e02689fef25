import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ssim, type SsimInput } from './ssim.ts';

interface Case {
  readonly kind: 'plain' | 'masked';
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dataRange: number;
  readonly windowPx: number;
  readonly minCoverage?: number;
  readonly mean: number;
  readonly pixels?: number;
  readonly corners?: readonly [number, number];
  readonly rowMeans: readonly (number | null)[];
  readonly rowCoverage?: readonly number[];
}
const fixture = new URL('../../testing/fixtures/ssim/expected.json', import.meta.url);
const cases = JSON.parse(readFileSync(fixture, 'utf8')) as Case[];

/** The promise of the studio: equal to scikit-image within this where nothing is invalid. Measured: below 1e-9. */
const skimageDigits = 8;
/** Maps are stored in float32, so a row's mean is no better than this. */
const mapDigits = 6;

function raster(width: number, height: number, at: (x: number, y: number) => number): Float64Array {
  return Float64Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));
}

/** The same formulas as in generate.py. */
function pairOf({ kind, name, width, height }: Case): SsimInput {
  const a = (x: number, y: number) => (7 * x + 13 * y) % 256;
  const b = (x: number, y: number) => (5 * x + 11 * y + ((x * y) % 17)) % 256;
  const high = (seed: bigint, step: bigint, modulus: bigint, i: number) =>
    Number((((BigInt(i) * seed + step) % modulus) / 65536n) % 1000n);
  const noise = (x: number, y: number) => high(1103515245n, 12345n, 2147483648n, y * width + x);
  const other = (x: number, y: number) => high(69069n, 1n, 4294967296n, y * width + x);
  const formulas: Record<string, [typeof a, typeof a]> = {
    integers: [a, b],
    offset: [(x, y) => 1e6 + a(x, y) / 64, (x, y) => 1e6 + b(x, y) / 64],
    noise: [(x, y) => noise(x, y) / 10, (x, y) => (noise(x, y) + other(x, y)) / 20],
  };
  const [first, second] = formulas[name]!;
  const isHole = (x: number, y: number) => kind === 'masked' && (3 * x + 5 * y) % 11 === 0;
  const isBlock = (x: number, y: number) => kind === 'masked' && x >= 4 && x < 15 && y >= 3 && y < 13;
  return {
    width,
    height,
    prediction: raster(width, height, (x, y) => (isHole(x, y) ? NaN : first(x, y))),
    groundTruth: raster(width, height, (x, y) => (isBlock(x, y) ? NaN : second(x, y))),
  };
}

function rowMeans(map: Float32Array, width: number): (number | null)[] {
  return Array.from({ length: map.length / width }, (_, y) => {
    const row = map.subarray(y * width, (y + 1) * width).filter((value) => !Number.isNaN(value));
    return row.length === 0 ? null : row.reduce((sum, value) => sum + value, 0) / row.length;
  });
}

describe('ssim', () => {
  it.each(cases)(
    'equals scikit-image on $kind $name $width×$height, window $windowPx, L = $dataRange, coverage $minCoverage',
    (expected) => {
      const { dataRange, windowPx, minCoverage = 1, width } = expected;
      const found = ssim(pairOf(expected), { dataRange, windowPx, minCoverage });
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
    const { groundTruth, width, height } = pairOf(cases.at(-2)!);
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
