import { errorProfile } from '#compute/tasks/errorProfile.task.ts';
import { StudioError } from '#domain/errors.ts';
import type { ErrorProfile } from '#domain/metrics/errorProfile.ts';
import type { JobContext } from './JobContext.ts';

export interface ErrorProfileQuestion {
  readonly runId: number;
  readonly itemId: number;
  /** What the errors are ordered by: the ground truth in the compared quantity, or its depth in metres. */
  readonly against: 'truth' | 'distance';
}

/**
 * How an item's errors are spread under the run's comparison: read from the stored maps, in a worker.
 * @returns null where nothing is compared
 * @throws NotFound where the item was not compared; CalibrationMissing where the distance is not known; AbortError
 */
export async function errorProfileOf(
  { project, pool, signal }: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { runId, itemId, against }: ErrorProfileQuestion,
): Promise<ErrorProfile | null> {
  const { evaluation, recipeHash } = project.evaluations.of(runId, itemId);
  if (!evaluation || recipeHash === null) {
    throw new StudioError('NotFound', `item ${itemId} was not compared in run ${runId}`, { runId, itemId });
  }
  const [aligned, error] = await Promise.all([
    project.rasters.get(evaluation.alignedRasterId),
    project.rasters.get(evaluation.errorRasterId),
  ]);
  const { quantity } = project.recipes.get(recipeHash).recipe;
  const distance = against === 'distance' ? { quantity, rig: project.items.get(itemId).rig } : null;
  const input = { aligned: aligned.values, error: error.values, distance };
  return await pool.run(errorProfile, input, { signal });
}
