import { describe, expect, it } from 'vitest';
import { ssim, type SsimInput, type SsimOptions } from '#domain/metrics/ssim.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { rowMeans, ssimCases, ssimPair } from '#testing/ssimCases.ts';
import { KernelMemory } from './KernelMemory.ts';
import { ssimKernel } from './SsimKernels.ts';

const kernels = { ssim: ssimKernel(new KernelMemory()) };

/** Random maps with holes in both; a few values far out, as a disparity near 0 is when seen as depth. */
function maps(width: number, height: number, seed: number): SsimInput {
  const random = seededRandom(seed);
  const groundTruth = Float64Array.from({ length: width * height }, () => 1 + 60 * random());
  const prediction = groundTruth.map((g) => g + random() - 0.5);
  for (let i = 0; i < groundTruth.length; i += 1) {
    if (random() < 0.15) prediction[i] = NaN;
    if (random() < 0.05) groundTruth[i] = NaN;
    if (random() < 0.01) prediction[i] = 1e5 * random();
  }
  return { width, height, prediction, groundTruth };
}

/** Sums in another order: differences of the last bit of float64, and of one step of the stored float32. */
const mapAbsolute = 1e-7;

function expectSame(input: SsimInput, options: SsimOptions): void {
  const [found, expected] = [kernels.ssim(input, options), ssim(input, options)];
  expect(found.coverage).toEqual(expected.coverage);
  expect(found.pixels).toBe(expected.pixels);
  expect(found.mean ?? -9).toBeCloseTo(expected.mean ?? -9, 12);
  const wrong = found.map.findIndex((S, i) => {
    const wanted = expected.map[i]!;
    return !(Math.abs(S - wanted) <= mapAbsolute || (Number.isNaN(S) && Number.isNaN(wanted)));
  });
  expect(wrong, `first differing pixel of ${input.width}×${input.height}`).toBe(-1);
}

describe('ssimKernel', () => {
  it.each(ssimCases)('equal scikit-image on $kind $name $width×$height, $window $windowPx', (expected) => {
    const found = kernels.ssim(ssimPair(expected), { ...expected, minCoverage: expected.minCoverage ?? 1 });
    expect(found.mean).toBeCloseTo(expected.mean, 8);
    rowMeans(found.map, expected.width).forEach((mean, y) => {
      const wanted = expected.rowMeans[y]!;
      if (wanted === null) expect(mean).toBeNull();
      else expect(mean).toBeCloseTo(wanted, 6);
    });
  });

  const sizes = [
    [3, 3, 3],
    [7, 7, 7],
    [8, 7, 7],
    [9, 12, 7],
    [15, 11, 5],
    [16, 31, 11],
    [17, 18, 7],
    [64, 33, 31],
    [65, 9, 9],
  ] as const;
  it.each(sizes)('equal the readable implementation on %i×%i, window %i', (width, height, windowPx) => {
    const input = maps(width, height, width);
    const options = { dataRange: 60, windowPx, minCoverage: 0.4 };
    expectSame(input, options);
    expectSame(input, { ...options, window: 'gaussian', covariance: 'population' });
    expectSame(input, { ...options, window: 'gaussian', minCoverage: 0, K1: 0, K2: 0.1 });
  });

  it('take float32 maps and infinite values', () => {
    const { width, height, prediction, groundTruth } = maps(21, 17, 3);
    prediction[40] = Infinity;
    groundTruth[80] = -Infinity;
    const input = {
      width,
      height,
      prediction: Float32Array.from(prediction),
      groundTruth: Float32Array.from(groundTruth),
    };
    expectSame(input, { dataRange: 60, windowPx: 7, minCoverage: 0.5 });
  });

  it('can be ended between rows, and refuse what the readable implementation refuses', () => {
    const input = maps(20, 20, 1);
    const options = { dataRange: 60, windowPx: 7, minCoverage: 0.5 };
    const onRow = (y: number) => {
      if (y === 3) throw new Error('enough');
    };
    expect(() => kernels.ssim(input, { ...options, onRow })).toThrow('enough');
    expect(() => kernels.ssim(input, { ...options, windowPx: 21 })).toThrow(
      /at most the shorter side of 20×20, found 21/,
    );
    expectSame(input, options);
  });
});
