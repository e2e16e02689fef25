import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitAlignment } from './fitAlignment.ts';
import { leastSquaresScaleShift } from './leastSquaresScaleShift.ts';

interface Fit {
  readonly prediction: readonly number[];
  readonly groundTruth: readonly number[];
  readonly scaleShift: readonly [number, number];
  readonly scale: number;
  readonly median: number;
  readonly ssi: readonly [number, number];
  readonly trimmed: readonly [number, number];
  readonly robust: readonly [number, number];
}
const fixture = new URL('../../testing/fixtures/metrics/expected.json', import.meta.url);
const { fits } = JSON.parse(readFileSync(fixture, 'utf8')) as { fits: Fit[] };

const pair = (prediction: readonly number[], groundTruth: readonly number[]) => ({
  prediction: Float64Array.from(prediction),
  groundTruth: Float64Array.from(groundTruth),
});
const ten = Array.from({ length: 10 }, (_, i) => i + 1);

describe('leastSquaresScaleShift', () => {
  it('recovers the scale and shift of a worked case exactly', () => {
    const g = [1, 2, 4, 8];
    const inverse = g.map((z) => 1 / z);
    const found = leastSquaresScaleShift(pair([9, 5, 3, 2], inverse));
    expect(found.scale).toBeCloseTo(0.125, 14);
    expect(found.shift).toBeCloseTo(-0.125, 14);
  });

  it('gives the golden fit in depth', () => {
    const found = leastSquaresScaleShift(pair([1.1, 1.8, 5, 6], [1, 2, 4, 8]));
    expect(found.scale).toBeCloseTo(1.19988336, 8);
    expect(found.shift).toBeCloseTo(-0.41959469, 8);
  });
});

describe('fitAlignment', () => {
  it.each(fits)('equals NumPy, also on a large offset ($scaleShift)', (expected) => {
    const values = pair(expected.prediction, expected.groundTruth);
    const relative = (found: number, wanted: number) => {
      expect(Math.abs(found / wanted - 1)).toBeLessThan(1e-9);
    };
    const { alignment } = fitAlignment('scale-shift', values);
    relative(alignment.scale, expected.scaleShift[0]);
    relative(alignment.shift, expected.scaleShift[1]);
    for (const method of ['ssi', 'trimmed', 'robust'] as const) {
      const found = fitAlignment(method, values).alignment;
      relative(found.scale, expected[method][0]);
      relative(found.shift, expected[method][1]);
    }
    relative(fitAlignment('scale', values).alignment.scale, expected.scale);
    relative(fitAlignment('median', values).alignment.scale, expected.median);
  });

  it('leaves the prediction as it is for none, however few pixels there are', () => {
    expect(fitAlignment('none', pair([3], [5]))).toEqual({
      alignment: { scale: 1, shift: 0 },
      warnings: [],
    });
  });

  it.each(['median', 'scale', 'scale-shift', 'ssi', 'trimmed', 'robust'] as const)(
    'refuses %s on nine pixels',
    (method) => {
      const nine = ten.slice(1);
      expect(() => fitAlignment(method, pair(nine, nine))).toThrow(
        expect.objectContaining({
          tag: 'NoValidPixels',
          message: `not scorable: ${method} alignment needs at least 10 pixels with ground truth and prediction, found 9`,
        }),
      );
    },
  );

  it('replaces a constant prediction by the mean and says so', () => {
    const { alignment, warnings } = fitAlignment('scale-shift', pair(Array<number>(10).fill(0.1), ten));
    expect(alignment.scale).toBe(0);
    expect(alignment.shift).toBeCloseTo(5.5, 14);
    expect(warnings).toEqual([
      'The prediction is constant; alignment replaced it by the mean of the ground truth.',
    ]);
  });

  it.each(['ssi', 'trimmed', 'robust'] as const)('replaces a constant prediction under %s, too', (method) => {
    const { alignment, warnings } = fitAlignment(method, pair(Array<number>(10).fill(0.1), ten));
    expect(alignment.scale).toBe(0);
    expect(alignment.shift).toBeGreaterThan(1);
    expect(warnings[0]).toMatch(
      /^The prediction is constant; alignment replaced it by the (mean|median|weighted median) of/,
    );
  });

  it.each(['trimmed', 'robust'] as const)('finds a line through outliers by %s', (method) => {
    const p = Array.from({ length: 40 }, (_, i) => i + 1);
    const g = p.map((value, i) => (i % 7 === 0 ? 500 : 2 * value + 3));
    const { scale, shift } = fitAlignment(method, pair(p, g)).alignment;
    expect(scale).toBeCloseTo(2, 10);
    expect(shift).toBeCloseTo(3, 9);
  });

  it('fits robustly on repeated values, as of 8-bit maps', () => {
    const p = Array.from({ length: 60 }, (_, i) => i % 4);
    const g = p.map((value, i) => 1 + value + (i % 3 === 0 ? 0.5 : 0));
    expect(fitAlignment('robust', pair(p, g)).alignment).toEqual({ scale: 1, shift: 1 });
  });

  it('keeps a negative scale and warns of inversion', () => {
    const { alignment, warnings } = fitAlignment('scale-shift', pair(ten.toReversed(), ten));
    expect(alignment).toEqual({ scale: -1, shift: 11 });
    expect(warnings[0]).toMatch(/^Alignment inverts the prediction \(scale -1\.000\)/);
  });

  it('refuses a prediction whose median, or every value, is 0', () => {
    const zeros = Array<number>(10).fill(0);
    expect(() => fitAlignment('median', pair(zeros, ten))).toThrow(/median of the prediction is 0/);
    expect(() => fitAlignment('scale', pair(zeros, ten))).toThrow(/0 at every compared pixel/);
  });
});
