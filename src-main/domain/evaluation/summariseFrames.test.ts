import { describe, expect, it } from 'vitest';
import type { MetricRecord } from '../records.ts';
import { summariseFrames } from './summariseFrames.ts';

function metric(name: string, value: number | null, coverage = 1, scope = 'all'): MetricRecord {
  return { scope, name, value, coverage, pixels: 10 };
}

describe('summariseFrames', () => {
  it('takes mean and median over items, each counting once', () => {
    const frames = [1, 2, 3, 10].map((value) => [metric('epe', value, value / 10)]);
    expect(summariseFrames(frames)).toMatchObject([
      { scope: 'all', metric: 'epe', mean: 4, median: 2.5, items: 4, meanCoverage: 0.4 },
    ]);
  });

  it('leaves out items without value, and says how many remain', () => {
    const frames = [[metric('ssim', null, 0)], [metric('ssim', 0.5, 0.8)]];
    expect(summariseFrames(frames)).toMatchObject([
      { scope: 'all', metric: 'ssim', mean: 0.5, median: 0.5, items: 1, meanCoverage: 0.8 },
    ]);
  });

  it('keeps scopes and metrics apart', () => {
    const frames = [[metric('epe', 1), metric('epe', 5, 1, 'class:thin')], [metric('epe', 3)]];
    expect(summariseFrames(frames).map(({ scope, mean }) => [scope, mean])).toEqual([
      ['all', 2],
      ['class:thin', 5],
    ]);
  });

  it('has no value for a metric that no item has, and no rows for no items', () => {
    expect(summariseFrames([[metric('psnr', null, 0)]], { resamplings: 100 })).toEqual([
      {
        scope: 'all',
        metric: 'psnr',
        mean: null,
        median: null,
        quartiles: null,
        interval: null,
        items: 0,
        meanCoverage: 0,
      },
    ]);
    expect(summariseFrames([])).toEqual([]);
  });

  it('pools pixels where the recipe says so: means, roots of mean squares, and nothing for quantiles', () => {
    const of = (name: string, value: number, pixels: number) => ({ ...metric(name, value), pixels });
    const frames = [
      [of('d1All', 10, 100), of('rmse', 3, 100), of('a90', 2, 100)],
      [of('d1All', 40, 300), of('rmse', 1, 300), of('a90', 4, 300)],
    ];
    const found = summariseFrames(frames, { average: 'pixels' });
    expect(found.map(({ mean }) => mean)).toEqual([32.5, Math.sqrt(3), null]);
    expect(found[2]!.median).toBe(3);
  });

  it('gives quartiles, and an interval that is the same every time and narrows with the items', () => {
    const frames = (count: number) => Array.from({ length: count }, (_, i) => [metric('epe', i % 10)]);
    const [few] = summariseFrames(frames(20), { resamplings: 1000 });
    const [many] = summariseFrames(frames(500), { resamplings: 1000 });
    expect(summariseFrames(frames(20), { resamplings: 1000 })[0]).toEqual(few);
    expect(few!.quartiles).toEqual([2, 7]);
    const width = (interval: readonly [number, number] | null) => interval![1] - interval![0];
    expect(few!.interval![0]).toBeLessThan(4.5);
    expect(few!.interval![1]).toBeGreaterThan(4.5);
    // Four standard errors of the mean, roughly: σ = 2.87.
    expect(width(many!.interval)).toBeCloseTo((2 * 1.96 * 2.87) / Math.sqrt(500), 1);
    expect(width(few!.interval)).toBeGreaterThan(width(many!.interval));
    expect(summariseFrames(frames(1), { resamplings: 1000 })[0]!.interval).toBeNull();
  });
});
