import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthMetrics } from './depthMetrics.ts';
import { disparityMetrics } from './disparityMetrics.ts';
import type { Scored } from './Scored.ts';
import { ssim } from './ssim.ts';

const value = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: 0.5, max: 90, noNaN: true }) },
  fc.constant(NaN),
);
const pixel = fc.tuple(value, value, fc.boolean());
const pixels = fc.array(pixel, { minLength: 1, maxLength: 60 });
type Pixel = readonly [groundTruth: number, prediction: number, isInside: boolean];

function metricsOf(frame: readonly Pixel[]): Readonly<Record<string, Scored>> {
  const g = Float64Array.from(frame, ([truth]) => truth);
  const p = Float64Array.from(frame, ([, predicted]) => predicted);
  const inside = Uint8Array.from(frame, ([, , isInside]) => (isInside ? 1 : 0));
  return { ...depthMetrics(g, p, inside), ...disparityMetrics(g, p, inside) };
}

describe('pixel metrics', () => {
  it('do not care for the order of pixels', () => {
    fc.assert(
      fc.property(pixels, (frame) => {
        const turned = metricsOf(frame.toReversed());
        for (const [name, found] of Object.entries(metricsOf(frame))) {
          expect(turned[name]!.pixels).toBe(found.pixels);
          if (found.value === null) expect(turned[name]!.value).toBeNull();
          // SILog's variance is a difference, whose rounding grows under the root.
          else expect(turned[name]!.value! - found.value).toBeCloseTo(0, name.startsWith('silog') ? 5 : 9);
        }
      }),
    );
  });

  it('stand on no more pixels, and no larger maximum, in a smaller mask', () => {
    fc.assert(
      fc.property(pixels, (frame) => {
        const whole = metricsOf(frame.map(([g, p]) => [g, p, true]));
        for (const [name, { value: part, pixels: count }] of Object.entries(metricsOf(frame))) {
          expect(count).toBeLessThanOrEqual(whole[name]!.pixels);
          expect(part === null || Number.isFinite(part)).toBe(true);
          if (count === 0) expect(part).toBeNull();
        }
      }),
    );
  });

  it('are the same for prediction and ground truth exchanged, where a difference is all they know', () => {
    fc.assert(
      fc.property(pixels, (frame) => {
        const there = metricsOf(frame);
        const back = metricsOf(frame.map(([g, p, isInside]) => [p, g, isInside]));
        for (const name of ['mae', 'rmse', 'rmseLog', 'delta1', 'imae', 'epe', 'bad2', 'a90']) {
          if (there[name]!.value === null) expect(back[name]!.value).toBeNull();
          else expect(back[name]!.value).toBeCloseTo(there[name]!.value, 9);
        }
      }),
    );
  });
});

describe('ssim', () => {
  it('is symmetric, at most 1, and its coverage stays in [0, 1]', () => {
    const frame = fc.array(pixel, { minLength: 81, maxLength: 81 });
    fc.assert(
      fc.property(frame, fc.constantFrom('uniform' as const, 'gaussian' as const), (list, window) => {
        const prediction = Float64Array.from(list, ([, p]) => p);
        const groundTruth = Float64Array.from(list, ([g]) => g);
        const options = { dataRange: 90, windowPx: 5, minCoverage: 0.3, window };
        const there = ssim({ width: 9, height: 9, prediction, groundTruth }, options);
        const back = ssim({ width: 9, height: 9, prediction: groundTruth, groundTruth: prediction }, options);
        there.map.forEach((S, i) => {
          if (Number.isNaN(S)) expect(back.map[i]).toBeNaN();
          else {
            expect(back.map[i]).toBeCloseTo(S, 6);
            expect(Math.abs(S)).toBeLessThanOrEqual(1 + 1e-6);
          }
        });
        expect(there.coverage.every((share) => share >= 0 && share <= 1 + 1e-6)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
