import { metricInfos } from '#domain/metrics/metricInfos.ts';
import type { Project } from '#project/Project.ts';
import { metricTableRows, tableProvenance, type MetricTableQuestion } from './metricTableRows.ts';

/** Items by metrics as JSON, in full precision: the run, its recipe, what the metrics are, and a row an item. */
export function* metricTableJson(project: Project, question: MetricTableQuestion): Generator<string> {
  const metrics = question.metrics.map((name) => {
    const { title, unit, isLargerBetter, formula, source } = metricInfos[name];
    return { name, title, unit, isLargerBetter, formula, source };
  });
  const head = JSON.stringify({ ...tableProvenance(project, question), metrics }, null, 1);
  yield `${head.slice(0, -2)},\n "items": [`;
  let separator = '\n';
  for (const rows of metricTableRows(project, question)) {
    for (const { itemName, metrics: found } of rows) {
      const figures = question.metrics.map((name) => [name, found[name] ?? null] as const);
      yield `${separator}  ${JSON.stringify({ item: itemName, metrics: Object.fromEntries(figures) })}`;
      separator = ',\n';
    }
  }
  yield '\n ]\n}\n';
}
