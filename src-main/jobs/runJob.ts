import type { RunRecord } from '#domain/records.ts';
import { evaluatePrediction } from './evaluatePrediction.ts';
import { freshSources } from './freshSources.ts';
import { forEachConcurrently } from './forEachConcurrently.ts';
import type { JobContext } from './JobContext.ts';
import { predictItem } from './predictItem.ts';
import { recipeInForce } from './startRun.ts';

/** How many items a network has under way besides those that are being compared. */
const itemsAhead = 3;

/** Runs a method on the items of its run that have no result yet: load, match, save, compare, save. */
export async function runJob(context: JobContext<'run'>): Promise<void> {
  const { project, pool, signal, progress } = context;
  const run = project.runs.get(context.payload.runId);
  project.runs.setRecipe(run.id, recipeInForce(project).hash);
  await freshenRun(context, run);
  progress.expect(run.total, project.runs.get(run.id));
  await finishComparisons(context, run);
  // The inference process reads the next pictures while its device works; a few more items under way let it.
  const limit = pool.size + (run.method.kind === 'network' ? itemsAhead : 0);
  await forEachConcurrently(project.runs.pending(run.id), { limit, signal }, async (itemId) => {
    const item = project.items.get(itemId);
    progress.begin(item.name);
    const prediction = await predictItem(context, run, item);
    const isPredicted = prediction.state === 'done';
    // A comparison tells of itself, also where there was nothing to compare.
    if (!isPredicted) context.emit({ type: 'evaluated', runId: run.id, itemId });
    const outcome = isPredicted ? await evaluatePrediction(context, prediction) : 'failed';
    const isFailed = outcome === 'failed';
    progress.finish(item.name, isFailed ? 'failed' : 'done');
  });
}

/** Results of pictures that changed since are made again with the rest. */
async function freshenRun({ project, signal, emit }: JobContext<'run'>, run: RunRecord): Promise<void> {
  const changed: number[] = [];
  const pending = new Set(project.runs.pending(run.id));
  for (const itemId of project.runs.itemIds(run.id)) {
    signal.throwIfAborted();
    // Those are looked at when their turn comes.
    if (pending.has(itemId)) continue;
    if (await freshSources(project, itemId, signal)) changed.push(itemId);
  }
  const again = project.runs.retryStale(run.id);
  if (changed.length > 0) emit({ type: 'items', ids: changed });
  if (again > 0) emit({ type: 'project' });
}

/** Items that were matched but not compared when an earlier start of the job ended. */
async function finishComparisons(context: JobContext<'run'>, run: RunRecord): Promise<void> {
  const { project, pool, signal } = context;
  const outdated = project.evaluations.outdated(recipeInForce(project).hash, run.id);
  await forEachConcurrently(outdated, { limit: pool.size, signal }, async (prediction) => {
    await evaluatePrediction(context, prediction);
  });
}
