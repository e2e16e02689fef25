import type { PredictionRecord } from '#domain/records.ts';
import { refreshCauseNumbers } from './causeNumbers.ts';
import { evaluatePrediction } from './evaluatePrediction.ts';
import { forEachConcurrently } from './forEachConcurrently.ts';
import type { JobContext } from './JobContext.ts';
import { searchAgain } from './searchAgain.ts';
import { recipeInForce } from './startRun.ts';

/**
 * Brings every comparison up to date: after a recipe was put in force all of them, after annotation edits those of the
 * edited items. What becomes outdated while it runs is taken along. Then failures are looked for again where they were
 * with other settings, and the numbers by cause are made where regions or what is said of them changed.
 */
export async function evaluateJob(context: JobContext<'evaluate'>): Promise<void> {
  const { project, progress } = context;
  const count = { done: 0, failed: 0, nothing: 0 };
  for (;;) {
    const recipe = recipeInForce(project);
    for (const { id } of project.runs.list()) project.runs.setRecipe(id, recipe.hash);
    const outdated = project.evaluations.outdated(recipe.hash);
    // What has nothing to compare stays outdated; a round of nothing else is the last.
    if (outdated.length === 0 || outdated.length === count.nothing) break;
    count.nothing = 0;
    progress.expect(count.done + count.failed + outdated.length, count);
    await evaluateAll(context, outdated, (outcome) => count[outcome]++);
  }
  await searchAgain(context, count);
  await countByCause(context);
}

async function countByCause(context: JobContext<'evaluate'>): Promise<void> {
  const { project, pool, signal, emit } = context;
  const due = project.causeNumbers.due(recipeInForce(project).hash);
  await forEachConcurrently(due, { limit: pool.size, signal }, async ({ runId, itemId }) => {
    if (await refreshCauseNumbers(context, { runId, itemId })) emit({ type: 'evaluated', runId, itemId });
  });
}

/** Compares the given predictions, several at a time, with progress. */
async function evaluateAll(
  context: JobContext<'evaluate'>,
  predictions: readonly PredictionRecord[],
  count: (outcome: 'done' | 'failed' | 'nothing') => void,
): Promise<void> {
  const { project, pool, signal, progress } = context;
  await forEachConcurrently(predictions, { limit: pool.size, signal }, async (prediction) => {
    const { name } = project.items.get(prediction.itemId);
    progress.begin(name);
    const outcome = await evaluatePrediction(context, prediction);
    count(outcome);
    progress.finish(name, outcome === 'failed' ? 'failed' : 'done');
  });
}
