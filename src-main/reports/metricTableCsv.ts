import { csvLine } from './csvLine.ts';
import { metricTableRows, tableProvenance, type MetricTableQuestion } from './metricTableRows.ts';
import type { Project } from '#project/Project.ts';
import { unitOfMetric } from './formatMetric.ts';

/**
 * Items by metrics as CSV (RFC 4180), in full precision, after lines with `#` that say which run and recipe made the
 * numbers. A column for each metric, with its unit, and one for the coverage of each; no value is an empty cell.
 */
export function* metricTableCsv(project: Project, question: MetricTableQuestion): Generator<string> {
  const { recipe, ...about } = tableProvenance(project, question);
  const { quantity } = project.recipes.get(recipe.hash).recipe;
  const facts = { ...about, recipe: recipe.label, 'recipe hash': recipe.hash, 'recipe text': recipe.text };
  for (const [name, value] of Object.entries(facts)) yield `# ${name}: ${value}\r\n`;
  const titled = question.metrics.map((name) => {
    const unit = unitOfMetric(name, quantity);
    return unit === '' ? name : `${name} [${unit}]`;
  });
  yield csvLine(['item', ...titled, ...question.metrics.map((name) => `${name} coverage`)]);
  for (const rows of metricTableRows(project, question)) {
    yield rows
      .map(({ itemName, metrics }) =>
        csvLine([
          itemName,
          ...question.metrics.map((name) => metrics[name]?.value ?? null),
          ...question.metrics.map((name) => metrics[name]?.coverage ?? null),
        ]),
      )
      .join('');
  }
}
