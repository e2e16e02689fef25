import type { MetricName, MetricSpace } from '#domain/metrics/metricInfos.ts';
import { compareScopes, labelOfScope } from '#domain/evaluation/scopeLabels.ts';
import { metricInfos } from '#domain/metrics/metricInfos.ts';
import type { MetricSummary } from '#domain/evaluation/summariseFrames.ts';
import { comparedName, formatMetric, formatShare, unitOfMetric } from '../formatMetric.ts';
import type { ReportModel } from '../ReportModel.ts';
import type { Cell, Column } from './table.ts';
import { table } from './table.ts';

const spaces: readonly MetricSpace[] = ['compared', 'disparity', 'depth'];

/** Means over items: a table per group of metrics, a line per scope. */
export function summarySection(model: ReportModel): string {
  const { summary, recipe } = model;
  if (summary.length === 0) return '<p class="second">Nothing was compared in this run.</p>';
  const title: Readonly<Record<MetricSpace, string>> = {
    compared: `In the compared quantity (${comparedName(recipe.recipe.quantity)})`,
    disparity: 'On disparity',
    depth: 'On depth',
  };
  const groups = spaces.map((space) => {
    const rows = summary.filter(({ metric }) => metricInfos[metric as MetricName]?.space === space);
    if (rows.length === 0) return '';
    const content = rows.some(({ items }) => items > 0)
      ? groupTable(rows, model)
      : `<p class="second">No item has a value.${space === recipe.recipe.quantity ? '' : ' Converting between disparity and depth needs calibration with a baseline.'}</p>`;
    return `<h3>${title[space]}</h3>${content}`;
  });
  return `<p class="second">Mean of the per-item values, not of pooled pixels. Coverage is the share of the scope’s ground-truth pixels that were compared; numbers of different coverage are not directly comparable. <i>Inside</i> and <i>outside</i> mean inside and outside the annotations of a class; <i>fails</i> for the pixels within the outlines of the regions of that cause.</p>
${groups.join('\n')}`;
}

function groupTable(rows: readonly MetricSummary[], { recipe, run }: ReportModel): string {
  const { quantity } = recipe.recipe;
  const metrics = namesInOrder(rows);
  const scopes = [...new Set(rows.map(({ scope }) => scope))].sort(compareScopes);
  const columns: Column[] = [
    { title: 'Scope' },
    { title: 'Items', kind: 'number', sub: `of ${run.total}` },
    { title: 'Coverage', kind: 'number', sub: 'mean' },
    ...metrics.map((name) => metricColumn(name, unitOfMetric(name, quantity))),
  ];
  const lines = scopes.map((scope): Cell[] => {
    const found = new Map(rows.filter((row) => row.scope === scope).map((row) => [row.metric, row]));
    const scored = [...found.values()].filter(({ items }) => items > 0);
    return [
      labelOfScope(scope),
      String(Math.max(0, ...scored.map(({ items }) => items))),
      coverageOf(scored),
      ...metrics.map((name) => formatMetric(name, found.get(name)?.mean ?? null, quantity)),
    ];
  });
  return table(columns, lines);
}

/** A column's title with unit and an arrow towards better values. */
export function metricColumn(name: MetricName, unit: string): Column {
  const { title, isLargerBetter, formula } = metricInfos[name];
  const arrow = isLargerBetter ? '↑' : '↓';
  const better = isLargerBetter ? 'larger is better' : 'smaller is better';
  return { title, sub: `${unit} ${arrow}`.trim(), kind: 'number', hint: `${formula}; ${better}` };
}

/** The metrics that occur, in the order in which they are always shown. */
function namesInOrder(rows: readonly { readonly metric: string }[]): MetricName[] {
  const present = new Set(rows.map(({ metric }) => metric));
  return (Object.keys(metricInfos) as MetricName[]).filter((name) => present.has(name));
}

/** These stand on all pixels with ground truth by definition, so that their coverage says nothing. */
const overAllPixels: readonly string[] = ['density', 'invalid', 'totalBad2'] satisfies MetricName[];

/** One number where all metrics of the line stand on the same share, else from – to. */
function coverageOf(scored: readonly MetricSummary[]): string {
  const rows = scored.filter(({ metric }) => !overAllPixels.includes(metric));
  if (rows.length === 0) return '–';
  const shares = rows.map(({ meanCoverage }) => meanCoverage);
  const [low, high] = [formatShare(Math.min(...shares)), formatShare(Math.max(...shares))];
  return low === high ? low : `${low.replace(' %', '')}–${high}`;
}
