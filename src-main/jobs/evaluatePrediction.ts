import { isStudioError } from '#domain/errors.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { PredictionRecord, RecipeRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';
import { masksHash } from './annotationMasks.ts';
import { comparisonKey } from './cacheKey.ts';
import { refreshCauseNumbers } from './causeNumbers.ts';
import { compareWithTruth, type TruthComparison } from './compareWithTruth.ts';
import { examinePrediction } from './examinePrediction.ts';
import { freshSources } from './freshSources.ts';
import { backgroundContent } from './itemBackground.ts';
import { groundTruthOf, type GroundTruthAsset } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';
import { occlusionAssetOf } from './occludedPixels.ts';
import { recipeInForce } from './startRun.ts';

type Studio = Pick<JobContext, 'project' | 'pool' | 'inference' | 'signal' | 'emit'>;

/**
 * Compares a prediction with the item's ground truth under the recipe in force and saves maps, metrics and regions. An
 * expected failure is saved in their place. Without ground truth there is nothing to compare and nothing is saved.
 *
 * @returns whether the comparison was made, failed, or had nothing to compare.
 */
export async function evaluatePrediction(
  studio: Studio,
  prediction: PredictionRecord,
): Promise<'done' | 'failed' | 'nothing'> {
  const { project, emit } = studio;
  if (typeof prediction.details.badOutput === 'string') {
    return excludeBadOutput(studio, prediction, prediction.details.badOutput);
  }
  await freshSources(project, prediction.itemId, studio.signal);
  const groundTruth = groundTruthOf(project, prediction.itemId);
  if (groundTruth === null || prediction.rasterId === null) {
    if (prediction.rasterId !== null) await suspect(studio, prediction);
    // Whoever watches is to show the map although there are no figures.
    emit({ type: 'evaluated', runId: prediction.runId, itemId: prediction.itemId });
    return 'nothing';
  }
  if (groundTruth.sha256 === null) return missingTruth(studio, prediction, groundTruth);
  for (;;) {
    const before = comparisonOf(project, prediction, groundTruth);
    const save = await outcomeOf(studio, { ...before, prediction, groundTruth });
    // An edit during the comparison makes it worthless: it would be stored as if it knew the edit.
    const now = comparisonOf(project, prediction, groundTruth);
    if (now.key !== before.key || now.cutIds !== before.cutIds) continue;
    // The run may be gone, or the map replaced.
    if (project.predictions.of(prediction.runId, prediction.itemId)?.id !== prediction.id) return 'nothing';
    const outcome = save();
    await refreshCauseNumbers(studio, prediction);
    emit({ type: 'evaluated', runId: prediction.runId, itemId: prediction.itemId });
    return outcome;
  }
}

/** Without ground truth there are no figures, but what looks wrong is found all the same. */
async function suspect(studio: Studio, prediction: PredictionRecord): Promise<void> {
  const { project } = studio;
  const { id, runId, itemId } = prediction;
  const { recipe } = recipeInForce(project);
  const found = await examinePrediction(studio, { recipe, prediction, compared: null });
  if (project.predictions.of(runId, itemId)?.id !== id) return;
  project.regions.save({ predictionId: id, evaluationId: null, runId, itemId }, found);
}

/** A map of NaN or of one number is kept to be looked at; scored, it would pass for a prediction. */
function excludeBadOutput(
  { project, emit }: Studio,
  { id, runId, itemId }: PredictionRecord,
  message: string,
): 'failed' {
  const error = { tag: 'BadOutput', message, fields: { found: message } } as const;
  project.evaluations.saveFailed({ predictionId: id, recipeHash: recipeInForce(project).hash, error });
  emit({ type: 'evaluated', runId, itemId });
  return 'failed';
}

/** A ground truth that was never read and is not there now. */
function missingTruth(
  { project, emit }: Studio,
  { id, runId, itemId }: PredictionRecord,
  { path }: GroundTruthAsset,
): 'failed' {
  const error = { tag: 'FileMissing', message: `${path} cannot be read`, fields: { file: path } } as const;
  project.evaluations.saveFailed({ predictionId: id, recipeHash: recipeInForce(project).hash, error });
  emit({ type: 'evaluated', runId, itemId });
  return 'failed';
}

interface Comparison extends Omit<TruthComparison, 'recipe'> {
  readonly key: string;
  /** Of the regions that people cut: they change no map, but what is found. */
  readonly cutIds: string;
  readonly recipe: RecipeRecord;
}

/** What is compared, and under which key its maps are kept. */
function comparisonOf(
  project: Project,
  prediction: PredictionRecord,
  groundTruth: GroundTruthAsset,
): Pick<Comparison, 'key' | 'cutIds' | 'recipe'> {
  const recipe = recipeInForce(project);
  const key = comparisonKey({
    predictionRasterId: prediction.rasterId ?? '',
    groundTruth,
    rig: project.items.get(prediction.itemId).rig,
    recipeHash: recipe.hash,
    masksHash: masksHash(project, prediction.itemId),
    backgroundContent: backgroundContent(project, project.items.get(prediction.itemId), recipe.recipe),
    occlusionSha256: occlusionAssetOf(project, prediction.itemId, recipe.recipe)?.sha256 ?? null,
  });
  const cuts = project.reviews.cuts(prediction.runId, prediction.itemId);
  return { key, cutIds: cuts.map(({ id }) => id).join(), recipe };
}

/** Does the comparison; the answer saves what came of it, at once and in one transaction. */
async function outcomeOf(studio: Studio, comparison: Comparison): Promise<() => 'done' | 'failed'> {
  const { evaluations } = studio.project;
  const place = { predictionId: comparison.prediction.id, recipeHash: comparison.recipe.hash };
  try {
    const { recipe } = comparison.recipe;
    const frame = await compareWithTruth(studio, { ...comparison, recipe: withoutRegions(recipe) });
    const rasters = await putRasters(studio.project, comparison.key, frame);
    const { regions, ...found } = await examinePrediction(studio, {
      recipe,
      prediction: comparison.prediction,
      compared: { groundTruth: comparison.groundTruth, frame },
    });
    const { alignment, warnings, metrics } = frame;
    return () => {
      const truthSha256 = comparison.groundTruth.sha256;
      evaluations.save({ ...place, ...rasters, alignment, warnings, metrics, regions, found, truthSha256 });
      return 'done';
    };
  } catch (error) {
    if (!isStudioError(error)) throw error;
    return () => {
      evaluations.saveFailed({ ...place, error: error.toJSON() });
      return 'failed';
    };
  }
}

/** Regions are found by examinePrediction, which has more to go by. */
function withoutRegions(recipe: Recipe): Recipe {
  return { ...recipe, regions: { ...recipe.regions, ssimBelow: null, errorAbove: null } };
}

async function putRasters(project: Project, key: string, frame: FrameEvaluation) {
  const { rasters } = project;
  return {
    alignedRasterId: await rasters.put(`${key}:aligned`, frame.aligned),
    errorRasterId: await rasters.put(`${key}:error`, frame.error),
    ssimRasterId: await rasters.put(`${key}:ssim`, frame.ssim),
    coverageRasterId: await rasters.put(`${key}:coverage`, frame.coverage),
  };
}
