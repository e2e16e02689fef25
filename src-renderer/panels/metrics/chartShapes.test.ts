import { expect, it } from 'vitest';
import { histogramBars, linePath } from './chartShapes.ts';

it('draws the highest bin as high as the chart, and says what a bin holds', () => {
  const bars = histogramBars([1, 4, 0], [-3, -1, 1, 3], 30, 8);
  expect(bars.map(({ x, y, height }) => [x, y, height])).toEqual([
    [0, 6, 2],
    [10, 0, 8],
    [20, 8, 0],
  ]);
  expect(bars[1]!.title('px', String)).toMatch(/^−?-?1.* to 1.* px: 4 px$/);
});

it('draws a line through the middles of bands, broken where there is no value', () => {
  expect(linePath([0, 1, null, 2], [0, 2, 4, 6, 8], [0, 2], 80, 20)).toBe(
    'M10.00 20.00L30.00 10.00M70.00 0.00',
  );
  expect(linePath([5], [3, 3], [5, 5], 10, 10)).toBe('M0.00 10.00');
});
