import { StudioError } from '#domain/errors.ts';
import type { FrameEvaluation } from '#domain/evaluation/FrameEvaluation.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { recipeLabel } from '#domain/evaluation/recipeLabel.ts';
import type { Project } from '#project/Project.ts';
import { compareWithTruth } from './compareWithTruth.ts';
import { examinePrediction } from './examinePrediction.ts';
import { groundTruthOf } from './itemSources.ts';
import type { JobContext } from './JobContext.ts';
import { recipeWithBackground } from './recipeWithBackground.ts';
import { recipeInForce } from './startRun.ts';

/** What a frame's numbers would be. */
export interface RecipeTrial extends Pick<FrameEvaluation, 'alignment' | 'metrics' | 'warnings'> {
  readonly label: string;
  /** How many failure regions it would have; null where the rules of regions are those in force. */
  readonly regions: number | null;
}

/**
 * Compares a run's map of an item under a recipe that is not in force, and keeps nothing.
 * @throws NotFound without a map or ground truth; as compareWithTruth
 */
export async function tryRecipe(
  studio: Pick<JobContext, 'project' | 'pool' | 'inference' | 'signal'>,
  {
    runId,
    itemId,
    recipe: given,
  }: { readonly runId: number; readonly itemId: number; readonly recipe: Recipe },
): Promise<RecipeTrial> {
  const { project } = studio;
  const recipe = recipeWithBackground(project, given);
  const { name } = project.items.get(itemId);
  const prediction = project.predictions.of(runId, itemId);
  const groundTruth = groundTruthOf(project, itemId);
  if (!prediction?.rasterId || groundTruth === null) {
    const missing = groundTruth === null ? 'ground truth' : 'map of this run';
    throw new StudioError('NotFound', `${name} has no ${missing} to compare`, { item: name });
  }
  const frame = await compareWithTruth(studio, { recipe, prediction, groundTruth });
  const { alignment, metrics, warnings } = frame;
  const label = recipeLabel(recipe);
  if (hasRulesInForce(project, recipe)) return { label, alignment, metrics, warnings, regions: null };
  const { regions } = await examinePrediction(studio, {
    recipe,
    prediction,
    compared: { groundTruth, frame },
  });
  return { label, alignment, metrics, warnings, regions: regions.length };
}

/** Regions take longer to find than numbers to compute. */
function hasRulesInForce(project: Project, { regions }: Recipe): boolean {
  const rules = (rule: Recipe['regions']) =>
    JSON.stringify([
      rule.ssimBelow,
      rule.errorAbove?.absolute,
      rule.errorAbove?.relative,
      rule.mergePx,
      rule.minAreaPx,
    ]);
  return rules(regions) === rules(recipeInForce(project).recipe.regions);
}
