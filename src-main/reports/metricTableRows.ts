import { canonicalRecipeText } from '#domain/evaluation/canonicalRecipe.ts';
import type { MetricName } from '#domain/metrics/metricInfos.ts';
import type { RunRecord } from '#domain/records.ts';
import type { TableRow } from '#project/MetricTable.ts';
import type { Project } from '#project/Project.ts';

/** Which part of a run's numbers is written, and in which order. */
export interface MetricTableQuestion {
  readonly run: RunRecord;
  readonly scope: string;
  readonly metrics: readonly MetricName[];
  /** `name` or a metric's name. */
  readonly sort: string;
  readonly descending: boolean;
}

const pageSize = 500;

/** Every compared item of the run, page by page. */
export function* metricTableRows(
  { metricTable }: Project,
  { run, scope, sort, descending }: MetricTableQuestion,
): Generator<readonly TableRow[]> {
  const query = { runId: run.id, recipeHash: run.recipeHash, scope, sort, descending, limit: pageSize };
  for (let offset = 0; ; offset += pageSize) {
    const { rows } = metricTable.page({ ...query, offset });
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
  }
}

/** What every written table says of how its numbers were made. */
export function tableProvenance(project: Project, { run, scope }: MetricTableQuestion) {
  const { hash, label, recipe } = project.recipes.get(run.recipeHash);
  return {
    project: project.name,
    run: run.id,
    method: run.method.spec,
    scope,
    recipe: { label, hash, text: canonicalRecipeText(recipe) },
  };
}
