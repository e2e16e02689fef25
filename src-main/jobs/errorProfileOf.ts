import { errorProfile } from '#compute/tasks/errorProfile.task.ts';
import { StudioError } from '#domain/errors.ts';
import type { ErrorProfile } from '#domain/metrics/errorProfile.ts';
import type { JobContext } from './JobContext.ts';

/**
 * How an item's errors are spread under the run's comparison: read from the stored maps, in a worker.
 * @returns null where nothing is compared
 * @throws NotFound where the item was not compared; AbortError
 */
export async function errorProfileOf(
  { project, pool, signal }: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { runId, itemId }: { readonly runId: number; readonly itemId: number },
): Promise<ErrorProfile | null> {
  const { evaluation } = project.evaluations.of(runId, itemId);
  if (!evaluation) {
    throw new StudioError('NotFound', `item ${itemId} was not compared in run ${runId}`, { runId, itemId });
  }
  const [aligned, error] = await Promise.all([
    project.rasters.get(evaluation.alignedRasterId),
    project.rasters.get(evaluation.errorRasterId),
  ]);
  return await pool.run(errorProfile, { aligned: aligned.values, error: error.values }, { signal });
}
