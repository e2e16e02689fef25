import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricFamilies } from '../metrics/metricFamilies.ts';
import { metricInfos } from '../metrics/metricInfos.ts';
import type { Raster } from '../rasters/Raster.ts';
import type { MetricRecord } from '../records.ts';
import { defaultRecipe } from './defaultRecipe.ts';
import { evaluateFrame, type EvaluateFrameInput } from './evaluateFrame.ts';
import type { Recipe } from './Recipe.ts';

const [width, height] = [12, 9];
const rig = { focalPx: 10, baselineM: 0.5, cxPx: 5.5, cyPx: 4, doffsPx: 0, width, height };
const families = metricFamilies.filter((name) => !['photometric', 'features', 'ordinal'].includes(name));
const recipe: Recipe = { ...defaultRecipe('depth'), families };

const depth = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.5, max: 60, noNaN: true }) },
  fc.constant(NaN),
);
const map = fc.array(depth, { minLength: width * height, maxLength: width * height });
const inside = fc.array(fc.boolean(), { minLength: width * height, maxLength: width * height });

function raster(values: readonly number[], quantity: Raster['quantity'] = 'depth:m'): Raster {
  return { quantity, width, height, values: Float32Array.from(values) };
}

function maskOf(pixels: readonly boolean[]) {
  return { width, height, data: Uint8Array.from(pixels, (isIn) => (isIn ? 1 : 0)) };
}

/** Of a frame in which something can be compared; null otherwise. */
function metricsOf(
  truth: readonly number[],
  prediction: readonly number[],
  more: Partial<EvaluateFrameInput> = {},
): readonly MetricRecord[] | null {
  if (!truth.some((g, i) => Number.isFinite(g - prediction[i]!))) return null;
  const uncertainty = Float32Array.from(prediction, (_, i) => i);
  const input = {
    groundTruth: raster(truth),
    prediction: raster(prediction),
    rig,
    recipe,
    classMasks: [],
    uncertainty,
  };
  return evaluateFrame({ ...input, ...more }).metrics;
}

const few = { numRuns: 15 };

describe('every metric of a frame', () => {
  it('has a finite value or none, and a coverage in [0, 1] by its pixels', () => {
    fc.assert(
      fc.property(map, map, inside, (truth, prediction, pixels) => {
        const classMasks = [{ name: 'wall', mask: maskOf(pixels) }];
        for (const { value, coverage, pixels: count } of metricsOf(truth, prediction, { classMasks }) ?? []) {
          expect(value === null || Number.isFinite(value)).toBe(true);
          expect(coverage).toBeGreaterThanOrEqual(0);
          expect(coverage).toBeLessThanOrEqual(1);
          if (count === 0) expect(value).toBeNull();
        }
      }),
      few,
    );
  });

  it('is perfect for the ground truth itself', () => {
    /** What a perfect map scores where that is not 0 (smaller is better) or 1 (larger is better). */
    const perfect: Readonly<Record<string, number>> = {
      ...{ density: 100, normal5: 100, normal11: 100, normal22: 100, normal30: 100, ddeCorrect: 100 },
    };
    const unbounded = /^(psnr|boundaryF1|boundaryF1Self|aurg.*)$/;
    fc.assert(
      fc.property(map, (truth) => {
        for (const { name, value } of metricsOf(truth, truth) ?? []) {
          if (value === null || unbounded.test(name)) continue;
          const { isLargerBetter } = metricInfos[name as keyof typeof metricInfos];
          // Angles of equal normals and roots of rounded differences are not quite 0.
          expect(value, name).toBeCloseTo(perfect[name] ?? (isLargerBetter ? 1 : 0), 4);
        }
      }),
      few,
    );
  });

  it('has no value inside an empty mask, and says nothing of pixels there', () => {
    const classMasks = [{ name: 'wall', mask: maskOf(Array<boolean>(width * height).fill(false)) }];
    fc.assert(
      fc.property(map, map, (truth, prediction) => {
        const metrics = metricsOf(truth, prediction, { classMasks }) ?? [];
        for (const { scope, value, pixels, coverage } of metrics) {
          if (scope === 'class:wall') expect([value, pixels, coverage]).toEqual([null, 0, 0]);
        }
      }),
      few,
    );
  });

  it('stands on no more pixels in a part than in the whole, and parts make the whole', () => {
    fc.assert(
      fc.property(map, map, inside, (truth, prediction, pixels) => {
        const classMasks = [{ name: 'thing', mask: maskOf(pixels) }];
        const metrics = metricsOf(truth, prediction, { classMasks }) ?? [];
        const count = (scope: string) =>
          metrics.find((m) => m.scope === scope && m.name === 'mae')?.pixels ?? 0;
        expect(count('class:thing') + count('not-class:thing')).toBe(count('all'));
      }),
      few,
    );
  });
});

describe('an aligned comparison', () => {
  it.each(['scale-shift', 'ssi', 'trimmed'] as const)(
    'does not care for scale and shift of the prediction: %s',
    (alignment) => {
      const aligned: Recipe = { ...defaultRecipe('depth'), alignment };
      fc.assert(
        fc.property(
          map,
          map,
          fc.double({ min: 0.25, max: 8, noNaN: true }),
          fc.double({ min: -20, max: 20, noNaN: true }),
          (truth, prediction, scale, shift) => {
            const both = truth.filter((g, i) => Number.isFinite(g - prediction[i]!)).length;
            fc.pre(both > 20);
            // Powers of two and quarters keep the bent numbers exact enough in float32.
            const [s, t] = [2 ** Math.round(Math.log2(scale)), Math.round(4 * shift) / 4];
            const bent = prediction.map((p) => s * p + t);
            const there = metricsOf(truth, prediction, { recipe: aligned })!;
            const back = metricsOf(truth, bent, { recipe: aligned })!;
            for (const name of ['rmse', 'mae', 'ssim']) {
              const [a, b] = [there, back].map((ms) => ms.find((m) => m.name === name)!.value);
              if (a === null || b === null) expect(a).toBe(b);
              else expect(b! / a!).toBeCloseTo(1, 3);
            }
          },
        ),
        few,
      );
    },
  );

  it.each(['median', 'scale'] as const)('does not care for the scale of the prediction: %s', (alignment) => {
    const aligned: Recipe = { ...defaultRecipe('depth'), alignment };
    fc.assert(
      fc.property(map, map, fc.integer({ min: -3, max: 3 }), (truth, prediction, power) => {
        const there = metricsOf(truth, prediction, { recipe: aligned });
        const back = metricsOf(
          truth,
          prediction.map((p) => p * 2 ** power),
          { recipe: aligned },
        );
        for (const { name, value } of there ?? []) {
          const other = back!.find((m) => m.name === name)!.value;
          if (value === null || other === null) expect(other).toBe(value);
          else expect(other, name).toBeCloseTo(value, 9);
        }
      }),
      few,
    );
  });
});
