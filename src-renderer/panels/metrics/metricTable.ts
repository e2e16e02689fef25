import type { RunSummaryAnswer } from '#api/contract.ts';
import { metricInfos, type MetricInfo, type MetricSpace } from '#domain/metrics/metricInfos.ts';
import type { ComparedQuantity } from '#domain/rasters/Raster.ts';
import type { MetricRecord } from '#domain/records.ts';
import { formatCount, formatShare } from '../../ui/formatNumber.ts';
import { formatMetric } from '../formatMetric.ts';

const spaceTitles: Readonly<Record<MetricSpace, string>> = {
  compared: 'Compared quantity',
  disparity: 'Disparity',
  depth: 'Depth',
};

/** A number of the table and what stands behind it. */
interface Cell {
  readonly text: string;
  readonly detail: string;
}

export interface MetricGroup {
  readonly title: string;
  readonly rows: readonly { readonly info: MetricInfo; readonly cells: readonly (Cell | null)[] }[];
}

/** What a cell is made from: one scope's value of one metric. */
export interface Figure {
  readonly scope: string;
  readonly metric: string;
  readonly value: number | null;
  /** Stands in the cell instead of the value, where there is more than one. */
  readonly text?: string;
  readonly coverage: number;
  readonly detail: string;
}

export function figuresOfItem(metrics: readonly MetricRecord[]): readonly Figure[] {
  return metrics.map(({ scope, name, value, coverage, pixels }) => ({
    scope,
    metric: name,
    value,
    coverage,
    detail: `coverage ${formatShare(coverage)}, ${formatCount(pixels)} px`,
  }));
}

/** Which number over the items a table shows. */
export type Statistic = 'mean' | 'imageMean' | 'pixelMean' | 'median' | 'quartiles' | 'interval';

export const statistics: readonly { readonly value: Statistic; readonly label: string }[] = [
  { value: 'mean', label: 'Mean, as the recipe says' },
  { value: 'imageMean', label: 'Mean over images' },
  { value: 'pixelMean', label: 'Mean over pixels' },
  { value: 'median', label: 'Median' },
  { value: 'quartiles', label: 'First and third quartile' },
  { value: 'interval', label: '95 % confidence interval of the mean' },
];

export function figuresOfDataset(
  rows: RunSummaryAnswer['rows'],
  statistic: Statistic = 'mean',
): readonly Figure[] {
  return rows.map((row) => {
    const { scope, metric, mean, median, items, meanCoverage } = row;
    const shown = row[statistic];
    return {
      scope,
      metric,
      ...(typeof shown === 'object' && shown !== null
        ? { value: mean, text: `${formatMetric(metric, shown[0])}–${formatMetric(metric, shown[1])}` }
        : { value: shown }),
      coverage: meanCoverage,
      detail: `median ${formatMetric(metric, median)}, ${formatCount(items)} items, mean coverage ${formatShare(meanCoverage)}`,
    };
  });
}

/** The annotation classes that some figure is about. */
export function classesOf(figures: readonly Figure[]): readonly string[] {
  const inside = figures.filter(({ scope }) => scope.startsWith('class:'));
  return [...new Set(inside.map(({ scope }) => scope.slice('class:'.length)))];
}

/** The class that a table about inside and outside says most about; on a tie the one that was wanted, then the first. */
export function tellingClass(figures: readonly Figure[], wanted: string): string | null {
  const valuesIn = (name: string) =>
    figures.filter(({ scope, value }) => scope === `class:${name}` && value !== null).length;
  const classes = classesOf(figures);
  const most = Math.max(0, ...classes.map(valuesIn));
  const best = classes.filter((name) => valuesIn(name) === most);
  return best.find((name) => name === wanted) ?? best[0] ?? null;
}

/** Metrics by kind as rows, scopes as columns. A row without any number is left out. */
export function metricGroups(
  figures: readonly Figure[],
  scopes: readonly string[],
  quantity: ComparedQuantity,
): readonly MetricGroup[] {
  const byKey = new Map(figures.map((figure) => [`${figure.scope}/${figure.metric}`, figure]));
  const spaces: readonly MetricSpace[] =
    quantity === 'disparity' ? ['compared', 'disparity', 'depth'] : ['compared', 'depth', 'disparity'];
  return spaces
    .map((space) => ({
      title: spaceTitles[space],
      rows: Object.values(metricInfos)
        .filter((info) => info.space === space)
        .map((info) => ({
          info,
          cells: scopes.map((scope) => cellOf(info.name, byKey.get(`${scope}/${info.name}`))),
        }))
        .filter(({ cells }) => cells.some((cell) => cell !== null)),
    }))
    .filter(({ rows }) => rows.length > 0);
}

/** The share of ground truth that the pixel by pixel numbers of a scope stand on; null where there is none. */
export function coverageOf(figures: readonly Figure[], scope: string): number | null {
  const ofScope = figures.filter((figure) => figure.scope === scope);
  const found = ['epe', 'absRel', 'ssim'].map((name) => ofScope.find(({ metric }) => metric === name));
  return found.find((figure) => figure !== undefined)?.coverage ?? null;
}

function cellOf(name: string, figure: Figure | undefined): Cell | null {
  return figure ? { text: figure.text ?? formatMetric(name, figure.value), detail: figure.detail } : null;
}
