import type { Project } from '#project/Project.ts';
import type { RegionCut } from '#domain/review/ReviewStep.ts';
import type { FindingsDraft } from '#project/RegionStore.ts';
import { StudioError } from '#domain/errors.ts';
import { examinePrediction } from './examinePrediction.ts';
import { groundTruthOf } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';

/** Regions of a frame found again, and what writes them. */
interface ExaminedAgain {
  readonly found: FindingsDraft;
  /** In one transaction; call it while nothing else of the frame was saved in between. */
  readonly save: () => void;
}

/**
 * Finds the regions of a frame again from the stored maps, with other cuts; nothing is compared anew and nothing stored.
 *
 * @throws NotFound (no map), as examinePrediction; AbortError
 */
export async function examineAgain(
  { project, pool, signal }: Pick<JobContext, 'project' | 'pool' | 'signal'>,
  { runId, itemId }: { readonly runId: number; readonly itemId: number },
  cuts?: readonly RegionCut[],
): Promise<ExaminedAgain> {
  const prediction = project.predictions.of(runId, itemId);
  if (prediction === null || prediction.rasterId === null) {
    throw new StudioError('NotFound', `run ${runId} has no map of item ${itemId}`, { runId, itemId });
  }
  const { evaluation, recipeHash } = project.evaluations.of(runId, itemId);
  const hash = recipeHash ?? project.runs.get(runId).recipeHash;
  const found = await examinePrediction(
    { project, pool, signal },
    {
      recipe: project.recipes.get(hash).recipe,
      prediction,
      compared: evaluation && (await comparedOf(project, itemId, evaluation)),
      ...(cuts ? { cuts } : {}),
    },
  );
  const owner = { predictionId: prediction.id, evaluationId: evaluation?.id ?? null, runId, itemId };
  return { found, save: () => project.regions.save(owner, found) };
}

async function comparedOf(
  project: Project,
  itemId: number,
  evaluation: NonNullable<ReturnType<Project['evaluations']['of']>['evaluation']>,
) {
  const groundTruth = groundTruthOf(project, itemId);
  if (groundTruth === null) return null;
  const { alignedRasterId, errorRasterId, ssimRasterId } = evaluation;
  const [aligned, error, ssim] = await Promise.all(
    [alignedRasterId, errorRasterId, ssimRasterId].map((id) => project.rasters.get(id)),
  );
  return { groundTruth, frame: { aligned: aligned!, error: error!, ssim: ssim! } };
}
