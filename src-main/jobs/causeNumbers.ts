import { scoreParts } from '#compute/tasks/scoreParts.task.ts';
import { isStudioError } from '#domain/errors.ts';
import type { PredictionRecord } from '#domain/records.ts';
import { causeMasks } from '#domain/regions/causeMasks.ts';
import type { CausePlace } from '#project/CauseNumberStore.ts';
import { comparisonInput } from './compareWithTruth.ts';
import { groundTruthOf } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'inference' | 'signal'>;

/**
 * Makes the numbers by cause of a prediction's comparison where they are due: every metric over the pixels of the regions
 * of each cause, corrected causes and redrawn outlines first, rejected regions left out. The frame is scored again, so
 * that they are as exact as all others.
 *
 * Where the files cannot be read any more the numbers stay due; the comparison itself says so when it is made anew.
 *
 * @returns whether numbers were written.
 * @throws AbortError
 */
export async function refreshCauseNumbers(
  studio: Studio,
  { runId, itemId }: Pick<PredictionRecord, 'runId' | 'itemId'>,
): Promise<boolean> {
  const { causeNumbers, evaluations } = studio.project;
  for (;;) {
    const id = evaluations.of(runId, itemId).evaluation?.id;
    if (id === undefined || !causeNumbers.isDue(id)) return false;
    const places = causeNumbers.places(id);
    const metrics = await numbersOf(studio, { runId, itemId }, places);
    if (metrics === null) return false;
    // What a person said meanwhile is not in the numbers.
    if (JSON.stringify(causeNumbers.places(id)) !== JSON.stringify(places)) continue;
    causeNumbers.save(id, metrics);
    return true;
  }
}

async function numbersOf(
  studio: Studio,
  { runId, itemId }: Pick<PredictionRecord, 'runId' | 'itemId'>,
  places: readonly CausePlace[],
) {
  if (places.length === 0) return [];
  const { project, pool, signal } = studio;
  const prediction = project.predictions.of(runId, itemId);
  const groundTruth = groundTruthOf(project, itemId);
  const { recipeHash } = project.evaluations.of(runId, itemId);
  if (prediction === null || groundTruth === null || recipeHash === null) return null;
  const { recipe } = project.recipes.get(recipeHash);
  try {
    // All other families judge whole frames or classes.
    const families = (recipe.families ?? []).filter((family) => family === 'normals');
    const input = await comparisonInput(studio, { recipe: { ...recipe, families }, prediction, groundTruth });
    const parts = causeMasks(places, input.groundTruth);
    return await pool.run(scoreParts, { ...input, parts }, { signal });
  } catch (error) {
    if (!isStudioError(error)) throw error;
    return null;
  }
}
