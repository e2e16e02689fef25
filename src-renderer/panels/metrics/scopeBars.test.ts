import { expect, it } from 'vitest';
import { scopeBars } from './scopeBars.ts';

const figure = (scope: string, value: number | null, metric = 'epe') => ({
  scope,
  metric,
  value,
  coverage: 1,
  detail: '',
});

it('has a bar for everything, each class, band, zone and cause that has a value, near bands first', () => {
  const bars = scopeBars(
    [
      figure('zone:top', 1),
      figure('distance:100-', 4),
      figure('distance:9-100', 2),
      figure('not-class:thin', 1),
      figure('cause:translucent', 1),
      figure('class:thin', 3),
      figure('class:glass', null),
      figure('all', 2),
      figure('all', 9, 'ssim'),
    ],
    'epe',
  );
  expect(bars.map(({ label, share }) => [label, share])).toEqual([
    ['everything', 0.5],
    ['thin', 0.75],
    ['9–100 m', 0.5],
    ['beyond 100 m', 1],
    ['image top', 0.25],
    ['Translucent', 0.25],
  ]);
  expect(scopeBars([figure('all', 0)], 'epe')[0]!.share).toBe(0);
  expect(scopeBars([], 'epe')).toEqual([]);
});
