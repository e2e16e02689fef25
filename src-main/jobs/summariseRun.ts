import { summariseMetric, type BothMeans } from '#compute/tasks/summariseMetric.task.ts';
import { effectiveRecipe } from '#domain/evaluation/effectiveRecipe.ts';
import { resamplingsFor } from '#domain/evaluation/resamplingsFor.ts';
import { metricInfos } from '#domain/metrics/metricInfos.ts';
import type { RecipeRecord, RunRecord } from '#domain/records.ts';
import type { JobContext } from './JobContext.ts';
import { otherRecipeWarnings } from './otherRecipeWarnings.ts';
import { summariseInThread } from './summariseInThread.ts';
import { mostResamplings } from './summaryProtocol.ts';
import type { SummaryQuestion } from './summaryProtocol.ts';

/** A run's numbers over the dataset. */
export interface RunSummary {
  readonly run: RunRecord;
  readonly recipe: RecipeRecord;
  readonly rows: readonly BothMeans[];
  /** What keeps numbers out, in sentences. */
  readonly warnings: readonly string[];
}

/** Reading the numbers of so many items takes a moment in which the program answers nobody else. */
const mostReadHere = 2000;

/**
 * Summarises a run under its recipe, metric by metric in the workers, so that a hundred thousand items neither stand in
 * memory at once nor keep the program from answering; a large run is read in a thread of its own, too. Numbers made
 * under another recipe are left out and warned of.
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
  const question = { path: project.path, runId, recipeHash: run.recipeHash, average, withIntervals };
  const rows =
    run.done > mostReadHere
      ? await summariseInThread(question, signal)
      : await summariseHere({ project, pool, signal }, question);
  const warnings = [...otherRecipeWarnings(project, run), ...staleWarning(run)];
  return { run, recipe, rows: inShownOrder(rows), warnings };
}

async function summariseHere(
  { project, pool, signal }: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { runId, recipeHash, average, withIntervals }: SummaryQuestion,
): Promise<readonly BothMeans[]> {
  const rows: BothMeans[] = [];
  for (const kind of project.metricTable.kinds(runId)) {
    signal.throwIfAborted();
    const records = project.metricTable.records({ runId, recipeHash, ...kind });
    if (records.length === 0) continue;
    const resamplings = withIntervals ? resamplingsFor(records.length, mostResamplings) : 0;
    rows.push(await pool.run(summariseMetric, { records, options: { average, resamplings } }, { signal }));
  }
  return rows;
}

function staleWarning({ stale }: RunRecord): readonly string[] {
  if (stale === 0) return [];
  const items = stale === 1 ? '1 item is' : `${stale} items are`;
  return [`${items} left out here: a picture changed after the result was made. Run the method again.`];
}

const places = new Map(Object.keys(metricInfos).map((name, place) => [name, place]));

/** `all` first, then the other scopes; metrics as they are listed. */
function inShownOrder(rows: readonly BothMeans[]): readonly BothMeans[] {
  const placeOf = ({ metric }: BothMeans) => places.get(metric) ?? places.size;
  return rows.toSorted(
    (a, b) =>
      Number(b.scope === 'all') - Number(a.scope === 'all') ||
      a.scope.localeCompare(b.scope) ||
      placeOf(a) - placeOf(b),
  );
}
