import { summariseMetric, type BothMeans } from '#compute/tasks/summariseMetric.task.ts';
import { effectiveRecipe } from '#domain/evaluation/effectiveRecipe.ts';
import { resamplingsFor } from '#domain/evaluation/resamplingsFor.ts';
import { metricInfos } from '#domain/metrics/metricInfos.ts';
import type { RecipeRecord, RunRecord } from '#domain/records.ts';
import type { MetricKind } from '#project/MetricTable.ts';
import type { JobContext } from './JobContext.ts';
import { otherRecipeWarnings } from './otherRecipeWarnings.ts';

/** A run's numbers over the dataset. */
export interface RunSummary {
  readonly run: RunRecord;
  readonly recipe: RecipeRecord;
  readonly rows: readonly BothMeans[];
  /** What keeps numbers out, in sentences. */
  readonly warnings: readonly string[];
}

const mostResamplings = 1000;

/**
 * Summarises a run under its recipe, metric by metric in the workers, so that a hundred thousand items neither stand in
 * memory at once nor keep the program from answering. Numbers made under another recipe are left out and warned of.
 *
 * @param question.withIntervals  confidence intervals take most of the time.
 * @throws NotFound (run); AbortError
 */
export async function summariseRun(
  { project, pool, signal }: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { runId, withIntervals }: { readonly runId: number; readonly withIntervals: boolean },
): Promise<RunSummary> {
  const run = project.runs.get(runId);
  const recipe = project.recipes.get(run.recipeHash);
  const { average } = effectiveRecipe(recipe.recipe);
  const rows: BothMeans[] = [];
  for (const kind of inShownOrder(project.metricTable.kinds(runId))) {
    signal.throwIfAborted();
    const records = project.metricTable.records({ runId, recipeHash: run.recipeHash, ...kind });
    if (records.length === 0) continue;
    const resamplings = withIntervals ? resamplingsFor(records.length, mostResamplings) : 0;
    rows.push(await pool.run(summariseMetric, { records, options: { average, resamplings } }, { signal }));
  }
  return { run, recipe, rows, warnings: [...otherRecipeWarnings(project, run), ...staleWarning(run)] };
}

function staleWarning({ stale }: RunRecord): readonly string[] {
  if (stale === 0) return [];
  const items = stale === 1 ? '1 item is' : `${stale} items are`;
  return [`${items} left out here: a picture changed after the result was made. Run the method again.`];
}

const places = new Map(Object.keys(metricInfos).map((name, place) => [name, place]));

/** `all` first, then the other scopes; metrics as they are listed. */
function inShownOrder(kinds: readonly MetricKind[]): readonly MetricKind[] {
  const placeOf = ({ name }: MetricKind) => places.get(name) ?? places.size;
  return kinds.toSorted(
    (a, b) =>
      Number(b.scope === 'all') - Number(a.scope === 'all') ||
      a.scope.localeCompare(b.scope) ||
      placeOf(a) - placeOf(b),
  );
}
