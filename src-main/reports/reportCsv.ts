import type { MetricName } from '#domain/metrics/metricInfos.ts';
import { csvLine } from './csvLine.ts';
import { unitOfMetric } from './formatMetric.ts';
import type { ReportModel } from './ReportModel.ts';

const columns = ['level', 'item', 'scope', 'metric', 'unit', 'value', 'coverage', 'pixels', 'items', 'note'];

/**
 * All numbers of the report as one table in long form (RFC 4180), in full precision. `level` is `mean` or `median`
 * (over items), `item`, `failed` with the reason as note, or `files`: how many were rejected, are doubtful or were settled
 * (scope), by what is wrong with them (metric). A metric without a value has an empty cell.
 */
export function reportCsv(model: ReportModel): string {
  const rows: (string | number | null)[][] = [];
  for (const level of ['mean', 'median'] as const) {
    for (const row of model.summary) {
      const unit = unitOfMetric(row.metric as MetricName, model.recipe.recipe.quantity);
      const { scope, metric, meanCoverage, items } = row;
      rows.push([level, null, scope, metric, unit, row[level], meanCoverage, null, items, null]);
    }
  }
  for (const item of model.items) {
    if (item.error) {
      const note = `${item.error.tag}: ${item.error.message}`;
      rows.push(['failed', item.name, null, null, null, null, null, null, null, note]);
    }
    for (const { scope, name, value, coverage, pixels } of item.metrics) {
      const unit = unitOfMetric(name as MetricName, model.recipe.recipe.quantity);
      rows.push(['item', item.name, scope, name, unit, value, coverage, pixels, null, null]);
    }
  }
  for (const { kind, ...counts } of model.problemCounts) {
    for (const scope of ['rejected', 'doubtful', 'settled'] as const) {
      rows.push(['files', null, scope, kind, 'files', counts[scope], null, null, null, null]);
    }
  }
  return [columns, ...rows].map(csvLine).join('');
}
