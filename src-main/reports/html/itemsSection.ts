import type { MetricName } from '#domain/metrics/metricInfos.ts';
import { metricInfos } from '#domain/metrics/metricInfos.ts';
import type { MetricRecord } from '#domain/records.ts';
import { formatMetric, formatShare, unitOfMetric, withMinus } from '../formatMetric.ts';
import type { ReportedItem, ReportModel } from '../ReportModel.ts';
import { escapeHtml } from './escapeHtml.ts';
import { metricColumn } from './summarySection.ts';
import type { Cell, Column } from './table.ts';
import { table } from './table.ts';

/** The metrics beside SSIM that the table of items shows; all of them are in the JSON and CSV reports. */
const shownMetrics: readonly MetricName[] = [
  ...(['density', 'epe', 'bad2', 'd1All', 'a95'] as const),
  ...(['absRel', 'rmse', 'silog', 'delta1'] as const),
];

/** One line per item of the run, with why it failed where it did. */
export function itemsSection({ items, recipe, run }: ReportModel): string {
  const { quantity, alignment } = recipe.recipe;
  const hasValue = (name: MetricName) => items.some((item) => metricOf(item, name)?.value != null);
  const metrics = shownMetrics.filter(hasValue);
  const isAligned = alignment !== 'none';
  const columns: Column[] = [
    { title: 'Item' },
    { title: 'Size', kind: 'number', sub: 'px' },
    { title: 'SSIM', sub: '↑', kind: 'number', hint: metricInfos.ssim.formula },
    { title: 'Coverage', sub: 'of SSIM', kind: 'number' },
    ...metrics.map((name) => metricColumn(name, unitOfMetric(name, quantity))),
    ...(isAligned ? [{ title: 'Alignment', kind: 'number', sub: 'scale, shift' } as const] : []),
    { title: 'Regions', kind: 'number' },
    { title: run.method.kind === 'sgbm' ? 'Matching' : 'Reading', kind: 'number', sub: 'ms' },
  ];
  const rows = items.map((item): Cell[] => {
    const ssim = metricOf(item, 'ssim');
    return [
      { html: `${escapeHtml(item.name)}${remarks(item)}` },
      `${item.width} × ${item.height}`,
      formatMetric('ssim', ssim?.value ?? null, quantity),
      ssim ? formatShare(ssim.coverage) : '–',
      ...metrics.map((name) => formatMetric(name, metricOf(item, name)?.value ?? null, quantity)),
      ...(isAligned ? [alignmentText(item)] : []),
      item.state === 'compared' ? String(item.regions) : '–',
      item.elapsedMs === null ? '–' : item.elapsedMs.toFixed(0),
    ];
  });
  return table(columns, rows);
}

function metricOf({ metrics }: ReportedItem, name: MetricName): MetricRecord | undefined {
  return metrics.find((metric) => metric.scope === 'all' && metric.name === name);
}

function alignmentText({ alignment }: ReportedItem): string {
  if (alignment === null) return '–';
  return withMinus(`${alignment.scale.toPrecision(4)}, ${alignment.shift.toPrecision(3)}`);
}

function remarks({ state, error, warnings }: ReportedItem): string {
  const lines = warnings.map((text) => `<span class="doubtful">${escapeHtml(text)}</span>`);
  if (error) {
    lines.unshift(`<span class="wrong">failed · ${escapeHtml(`${error.tag}: ${error.message}`)}</span>`);
  } else if (state === 'pending') lines.unshift('<span class="second">not run yet</span>');
  else if (state === 'predicted' && warnings.length === 0) {
    lines.unshift('<span class="second">no ground truth</span>');
  }
  return lines.length === 0 ? '' : `<div class="note">${lines.join('<br>')}</div>`;
}
