import { sparsification } from '#compute/tasks/sparsification.task.ts';
import { StudioError } from '#domain/errors.ts';
import type { SparsificationCurves } from '#domain/metrics/sparsificationCurves.ts';
import type { JobContext } from './JobContext.ts';
import { uncertaintyOf } from './uncertaintyOf.ts';

/**
 * How the error of an item's map falls as its least certain pixels are dropped.
 * @returns null where the method has no confidence, or nothing is compared.
 * @throws NotFound where the item was not compared; CalibrationMissing without depth; AbortError
 */
export async function sparsificationOf(
  studio: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { runId, itemId }: { readonly runId: number; readonly itemId: number },
): Promise<SparsificationCurves | null> {
  const { project, pool, signal } = studio;
  const { evaluation, recipeHash } = project.evaluations.of(runId, itemId);
  if (!evaluation || recipeHash === null) {
    throw new StudioError('NotFound', `item ${itemId} was not compared in run ${runId}`, { runId, itemId });
  }
  const [aligned, error] = await Promise.all([
    project.rasters.get(evaluation.alignedRasterId),
    project.rasters.get(evaluation.errorRasterId),
  ]);
  const { quantity, resize = 'refuse' } = project.recipes.get(recipeHash).recipe;
  const at = { width: aligned.width, height: aligned.height, rule: resize };
  const uncertainty = await uncertaintyOf(studio, { runId, itemId }, at);
  if (uncertainty === null) return null;
  const { rig } = project.items.get(itemId);
  return await pool.run(
    sparsification,
    { aligned: aligned.values, error: error.values, quantity, rig, uncertainty },
    { signal },
  );
}
