import { describe, expect, it } from 'vitest';
import type { MetricRecord } from '../records.ts';
import { summariseFrames } from './summariseFrames.ts';

function metric(name: string, value: number | null, coverage = 1, scope = 'all'): MetricRecord {
  return { scope, name, value, coverage, pixels: 10 };
}

describe('summariseFrames', () => {
  it('takes mean and median over items, each counting once', () => {
    const frames = [1, 2, 3, 10].map((value) => [metric('epe', value, value / 10)]);
    expect(summariseFrames(frames)).toEqual([
      { scope: 'all', metric: 'epe', mean: 4, median: 2.5, items: 4, meanCoverage: 0.4 },
    ]);
  });

  it('leaves out items without value, and says how many remain', () => {
    const frames = [[metric('ssim', null, 0)], [metric('ssim', 0.5, 0.8)]];
    expect(summariseFrames(frames)).toEqual([
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
    expect(summariseFrames([[metric('psnr', null, 0)]])).toEqual([
      { scope: 'all', metric: 'psnr', mean: null, median: null, items: 0, meanCoverage: 0 },
    ]);
    expect(summariseFrames([])).toEqual([]);
  });
});
