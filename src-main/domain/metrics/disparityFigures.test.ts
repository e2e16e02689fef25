import { expect, test } from 'vitest';
import { disparityFigures } from './disparityFigures.ts';
import { disparityMetrics } from './disparityMetrics.ts';

const nothing = NaN;
const truth = Float32Array.of(1, 2, 3, nothing, 5, 6, 7, 8);
const found = Float32Array.of(1, 2.5, 5, 4, nothing, 8.5, 7, 5);

test('the figures are those of the metrics', () => {
  const metrics = disparityMetrics(Float64Array.from(truth), Float64Array.from(found), null);
  const figures = disparityFigures(truth, found);
  expect(figures.epe).toEqual(metrics.epe);
  expect(figures.bad2).toEqual(metrics.bad2);
  expect(figures.density).toEqual({ value: (100 * 6) / 7, pixels: 7 });
});

test('without a pixel to compare there is no figure', () => {
  const none = new Float32Array(3).fill(nothing);
  expect(disparityFigures(truth.subarray(0, 3), none)).toEqual({
    density: { value: 0, pixels: 3 },
    epe: { value: null, pixels: 0 },
    bad2: { value: null, pixels: 0 },
  });
  expect(disparityFigures(none, none).density).toEqual({ value: null, pixels: 0 });
});
