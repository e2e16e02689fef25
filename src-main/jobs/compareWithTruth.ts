import { evaluateFrame, type EvaluateFrameInput } from '#compute/tasks/evaluateFrame.task.ts';
import { orderedPairs } from '#domain/annotation/orderedPairs.ts';
import type { PointPair } from '#domain/metrics/ordinalAccuracy.ts';
import type { Project } from '#project/Project.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { PredictionRecord } from '#domain/records.ts';
import { loadGroundTruth } from '#frames/loadFrame.ts';
import { classMasksOf } from './annotationMasks.ts';
import { featureMetrics } from './featureMetrics.ts';
import { itemBackground } from './itemBackground.ts';
import type { GroundTruthAsset } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';
import { occludedPixels } from './occludedPixels.ts';
import { photometricMetrics } from './photometricMetrics.ts';
import { uncertaintyOf } from './uncertaintyOf.ts';

export interface TruthComparison {
  readonly recipe: Recipe;
  /** With a map. */
  readonly prediction: PredictionRecord;
  readonly groundTruth: GroundTruthAsset;
}

/**
 * Loads what a comparison needs and makes it in a worker; nothing is stored. What the recipe asks for beyond the two maps
 * (a matcher's confidence, the pair of pictures) is fetched only then.
 *
 * @throws as loadGroundTruth, occludedPixels, evaluateFrame, uncertaintyOf, photometricMetrics, featureMetrics
 */
export async function compareWithTruth(
  studio: Pick<JobContext, 'project' | 'pool' | 'inference' | 'signal'>,
  { recipe, prediction, groundTruth }: TruthComparison,
): Promise<FrameEvaluation> {
  const { project, pool, signal } = studio;
  const { families = [] } = recipe;
  const item = project.items.get(prediction.itemId);
  const input = await comparisonInput(studio, { recipe, prediction, groundTruth });
  const frame = await pool.run(evaluateFrame, input, {
    signal,
    transfer: buffersOf([input.groundTruth.values, input.prediction.values]),
  });
  const photometric = families.includes('photometric')
    ? await photometricMetrics(studio, item, frame.aligned)
    : [];
  const features = families.includes('features') ? await featureMetrics(studio, frame) : null;
  return {
    ...frame,
    metrics: [...frame.metrics, ...photometric, ...(features?.metrics ?? [])],
    warnings: [...frame.warnings, ...(features?.warnings ?? [])],
  };
}

/**
 * What a comparison is made from; maps are the caller's own.
 * @throws as loadGroundTruth, occludedPixels, itemBackground and uncertaintyOf
 */
export async function comparisonInput(
  studio: Pick<JobContext, 'project' | 'pool' | 'inference' | 'signal'>,
  { recipe, prediction, groundTruth }: TruthComparison,
): Promise<EvaluateFrameInput> {
  const { project } = studio;
  const item = project.items.get(prediction.itemId);
  const truth = await loadGroundTruth(project.resolve(groundTruth.path), groundTruth.encoding);
  const predicted = await project.rasters.get(prediction.rasterId!);
  const classMasks = [...classMasksOf(project, item), ...(await occludedPixels(project, item, recipe))];
  const background = await itemBackground(studio, item, recipe);
  const pointPairs = recipe.families?.includes('ordinal') ? pairsOf(project, item.id) : [];
  const isRanked = recipe.families?.includes('sparsification') ?? false;
  const at = { width: truth.width, height: truth.height, rule: recipe.resize ?? 'refuse' };
  const uncertainty = isRanked ? await uncertaintyOf(studio, prediction, at) : null;
  return {
    ...{ groundTruth: truth, prediction: predicted, rig: item.rig, recipe, classMasks },
    ...(uncertainty && { uncertainty }),
    ...(background && { background }),
    ...(pointPairs.length > 0 && { pointPairs }),
  };
}

/** Annotated pairs of points of which one is nearer. */
function pairsOf({ annotations }: Project, itemId: number): readonly PointPair[] {
  return orderedPairs(annotations.byItem(itemId), annotations.classes());
}

/** What is loaded for this comparison alone is handed to the worker, not copied. */
function buffersOf(arrays: readonly Float32Array[]): ArrayBuffer[] {
  return arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}
