import { expect, it } from 'vitest';
import {
  classesOf,
  coverageOf,
  figuresOfDataset,
  figuresOfItem,
  metricGroups,
  tellingClass,
  type Statistic,
} from './metricTable.ts';

const figures = figuresOfItem([
  { scope: 'all', name: 'ssim', value: 0.713, coverage: 0.4, pixels: 400 },
  { scope: 'all', name: 'epe', value: 1.25, coverage: 0.5, pixels: 500 },
  { scope: 'class:thin', name: 'epe', value: null, coverage: 0, pixels: 0 },
  { scope: 'not-class:thin', name: 'epe', value: 1.25, coverage: 0.5, pixels: 500 },
]);

it('puts metrics in rows and scopes in columns, compared quantity first', () => {
  const groups = metricGroups(figures, ['all', 'class:thin'], 'disparity');
  expect(groups.map(({ title }) => title)).toEqual(['Compared quantity', 'Disparity']);
  expect(groups[1]!.rows[0]!.cells).toEqual([
    { text: '1.250', detail: 'coverage 50 %, 500 px' },
    { text: '–', detail: 'coverage 0 %, 0 px' },
  ]);
  expect(groups[0]!.rows[0]!.cells[1]).toBeNull();
});

it('names the annotated classes that numbers exist for', () => {
  expect(classesOf(figures)).toEqual(['thin']);
});

it('chooses the class with most values, on a tie the wanted one', () => {
  const inside = (name: string, metric: string, value: number | null) => ({
    scope: `class:${name}`,
    name: metric,
    value,
    coverage: 1,
    pixels: 9,
  });
  const of = figuresOfItem([
    inside('background', 'ssim', 0.7),
    inside('background', 'epe', null),
    inside('glass', 'ssim', 0.2),
    inside('glass', 'epe', 3),
    inside('thin', 'ssim', 0.1),
    inside('thin', 'epe', 8),
  ]);
  expect(tellingClass(of, 'background')).toBe('glass');
  expect(tellingClass(of, 'thin')).toBe('thin');
  expect(tellingClass([], 'thin')).toBeNull();
});

it('takes the coverage of the metrics that go pixel by pixel', () => {
  expect(coverageOf(figures, 'all')).toBe(0.5);
  expect(coverageOf(figures, 'class:glass')).toBeNull();
});

const row = {
  scope: 'all',
  metric: 'epe',
  mean: 2,
  imageMean: 2,
  pixelMean: 2.5,
  median: 1.5,
  quartiles: [1, 3] as const,
  interval: null,
  items: 6,
  meanCoverage: 0.9,
};

it('shows means of the dataset with what stands behind them', () => {
  const [figure] = figuresOfDataset([row]);
  expect(figure).toMatchObject({ value: 2, detail: 'median 1.500, 6 items, mean coverage 90 %' });
});

it('shows another statistic where it is asked for, both ends of a span', () => {
  const shown = (statistic: Statistic) => {
    const [group] = metricGroups(figuresOfDataset([row], statistic), ['all'], 'disparity');
    return group!.rows[0]!.cells[0]!.text;
  };
  expect([shown('pixelMean'), shown('median'), shown('quartiles')]).toEqual([
    '2.500',
    '1.500',
    '1.000–3.000',
  ]);
  expect(shown('interval')).toBe('–');
});
