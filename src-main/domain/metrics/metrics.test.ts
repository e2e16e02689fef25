import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { depthMetrics } from './depthMetrics.ts';
import { disparityMetrics } from './disparityMetrics.ts';
import { metricInfos } from './metricInfos.ts';
import { psnr } from './psnr.ts';
import { quantile, sortedCopy } from './quantile.ts';
import type { Scored } from './Scored.ts';

interface Expected {
  readonly depth: Readonly<Record<string, number>>;
  readonly disparity: Readonly<Record<string, number>>;
}
interface Case {
  readonly seed: number;
  readonly groundTruth: readonly (number | null)[];
  readonly prediction: readonly (number | null)[];
  readonly insideMask: readonly number[];
  readonly all: Expected;
  readonly inside: Expected;
}
const fixture = new URL('../../testing/fixtures/metrics/expected.json', import.meta.url);
const { metrics: cases } = JSON.parse(readFileSync(fixture, 'utf8')) as { metrics: Case[] };

const floats = (values: readonly (number | null)[]) => Float64Array.from(values, (value) => value ?? NaN);
const nothing = Float64Array.of();

function expectAll(found: Readonly<Record<string, Scored>>, expected: Readonly<Record<string, number>>) {
  for (const [name, { value }] of Object.entries(found)) {
    expect(Math.abs(value! - expected[name]!), name).toBeLessThanOrEqual(1e-12 * Math.abs(expected[name]!));
  }
}

describe('depth and disparity metrics', () => {
  it.each(cases)('equal NumPy on maps with holes, seed $seed', ({ groundTruth, prediction, all }) => {
    const depth = depthMetrics(floats(groundTruth), floats(prediction), null);
    expectAll(depth, all.depth);
    expect(depth.absRel.pixels).toBe(all.depth.linearPixels);
    expect(depth.delta1.pixels).toBe(all.depth.ratioPixels);
    expectAll(disparityMetrics(floats(groundTruth), floats(prediction), null), all.disparity);
  });

  it.each(cases)('equal NumPy inside a mask, seed $seed', (expected) => {
    const inside = Uint8Array.from(expected.insideMask);
    const [g, p] = [floats(expected.groundTruth), floats(expected.prediction)];
    expectAll(depthMetrics(g, p, inside), expected.inside.depth);
    expectAll(disparityMetrics(g, p, inside), expected.inside.disparity);
  });

  it('give the golden values of a worked case, where exactly 1.25 fails δ1', () => {
    const found = depthMetrics(Float64Array.of(1, 2, 4, 8), Float64Array.of(1.1, 1.8, 5, 6), null);
    const golden = {
      mae: 0.825,
      absRel: 0.175,
      sqRel: 0.195,
      rmse: 1.1236102527,
      rmseLog: 0.1954091144,
      log10: 0.0772497313,
      silog: 19.4517360112,
      silogHalf: 0.1949637471,
      delta1: 0.5,
      irmse: 0.0624239411,
      imae: 0.0595328283,
    };
    for (const [name, value] of Object.entries(golden)) {
      expect(found[name as keyof typeof golden].value, name).toBeCloseTo(value, 9);
    }
  });

  it('count thresholds strictly', () => {
    const g = Float64Array.of(10, 10, 10, 100, 100);
    const p = Float64Array.of(10.5, 12, 13, 103, 105.5);
    const found = disparityMetrics(g, p, null);
    expect(found.bad05.value).toBe(80);
    expect(found.bad2.value).toBeCloseTo(60, 12);
    expect(found.out3.value).toBe(20);
    expect(found.d1All.value).toBe(20);
  });

  it('count a missing prediction as bad in totalBad2 only', () => {
    const g = Float64Array.of(10, 10, 10, 10, NaN);
    const found = disparityMetrics(g, Float64Array.of(10, 20, NaN, NaN, 5), null);
    expect(found.bad2).toEqual({ value: 50, pixels: 2 });
    expect(found.totalBad2).toEqual({ value: 75, pixels: 4 });
  });

  it('have no value, rather than NaN, where there is no pixel', () => {
    const found = [depthMetrics(nothing, nothing, null), disparityMetrics(nothing, nothing, null)];
    for (const scored of found.flatMap((record) => Object.values(record))) {
      expect(scored).toEqual({ value: null, pixels: 0 });
    }
  });

  it('leave ratios without value for a prediction that is nowhere positive', () => {
    const { mae, delta1 } = depthMetrics(Float64Array.of(1, 2), Float64Array.of(-1, 0), null);
    expect(mae).toEqual({ value: 2, pixels: 2 });
    expect(delta1).toEqual({ value: null, pixels: 0 });
  });

  it('are exactly 0 for a perfect prediction', () => {
    const g = Float64Array.of(0.1, 0.3, 7, 1e3);
    expect(depthMetrics(g, g, null).silog.value).toBe(0);
    expect(disparityMetrics(g, g, null).a99.value).toBe(0);
  });
});

describe('metricInfos', () => {
  it('describe every metric that is computed', () => {
    const computed = [depthMetrics(nothing, nothing, null), disparityMetrics(nothing, nothing, null)];
    const names = computed.flatMap((record) => Object.keys(record));
    const described = Object.values(metricInfos).filter(
      ({ space, family }) => space !== 'compared' && family === 'pixels',
    );
    expect(names.toSorted()).toEqual(described.map(({ name }) => name).toSorted());
  });
});

describe('quantile', () => {
  it('interpolates between ranks and takes the mean of the two middle values as median', () => {
    const sorted = sortedCopy(Float64Array.of(9, 5, 3, 2));
    expect(quantile(sorted, 0.5)).toBe(4);
    expect(quantile(sorted, 1)).toBe(9);
    expect(quantile(sorted, 0.9)).toBeCloseTo(7.8, 12);
    expect(quantile(Float64Array.of(), 0.5)).toBeNull();
  });
});

describe('psnr', () => {
  it('is 20 dB for an error of a tenth of the range, and infinite for none', () => {
    expect(psnr(0.01, 1)).toBeCloseTo(20, 12);
    expect(psnr(0, 1)).toBe(Infinity);
  });
});
