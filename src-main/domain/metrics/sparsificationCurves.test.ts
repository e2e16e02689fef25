import { expect, it } from 'vitest';
import { seededRandom } from '#testing/seededRandom.ts';
import { sparsificationCurves } from './sparsificationCurves.ts';
import { sparsificationErrors } from './sparsificationErrors.ts';

const random = seededRandom(3);
const groundTruth = Float64Array.from({ length: 500 }, (_, i) => (i % 11 === 0 ? NaN : 2 + 20 * random()));
const prediction = groundTruth.map((g) => g * (0.7 + 0.6 * random()));
const uncertainty = Float32Array.from(prediction, (p, i) => Math.abs(p - groundTruth[i]!) + 2 * random());

it('the area between the curves is AUSE, below the random line AURG', () => {
  const curves = sparsificationCurves({ groundTruth, prediction }, uncertainty)!;
  const pair = { width: 500, height: 1, groundTruth, prediction };
  const { auseAbsRel, aurgAbsRel } = sparsificationErrors(pair, uncertainty);
  const area = (curve: Float64Array) => curve.reduce((sum, y, k) => sum + (k % 50 === 0 ? y / 2 : y), 0) / 50;
  expect(area(curves.own) - area(curves.oracle)).toBeCloseTo(auseAbsRel.value!, 14);
  expect(curves.random - area(curves.own)).toBeCloseTo(aurgAbsRel.value!, 14);
  expect(curves.pixels).toBe(auseAbsRel.pixels);
  expect(curves.own[0]).toBeCloseTo(curves.oracle[0]!, 12);
  expect([curves.own.at(-1), curves.oracle.at(-1)]).toEqual([0, 0]);
  expect(curves.oracle.every((y, k) => y <= curves.own[k]! + 1e-12)).toBe(true);
});

it('are nothing where nothing is compared', () => {
  const none = groundTruth.map(() => NaN);
  expect(sparsificationCurves({ groundTruth: none, prediction }, uncertainty)).toBeNull();
});
