import type { Recipe } from '#domain/evaluation/Recipe.ts';
import type { PredictedQuantity } from '#domain/networks/ModelManifest.ts';
import type { Project } from '#project/Project.ts';
import { recipeRecord } from './recipeRecord.ts';

/**
 * Before a project's first run, where that is of a network without scale, the recipe gets the alignment that makes its
 * maps comparable: scale and shift, in the space that the network predicts. Later the recipe is the user's.
 */
export function recipeForNetwork(project: Project, quantity: PredictedQuantity): void {
  const alignIn = spaceOf(quantity);
  const before = project.recipes.inForce();
  if (alignIn === null || before === null || project.runs.list().length > 0) return;
  if (before.recipe.alignment !== 'none') return;
  const isThere =
    before.recipe.quantity === alignIn || (before.recipe.quantity === 'disparity' && alignIn !== 'depth');
  const recipe: Recipe = {
    ...before.recipe,
    alignment: 'scale-shift',
    // Disparity is an affine function of inverse depth, and needs no calibration.
    ...(isThere ? {} : { alignIn }),
  };
  project.recipes.setInForce(recipeRecord(recipe));
}

function spaceOf(quantity: PredictedQuantity): 'inverse-depth' | 'depth' | null {
  if (quantity === 'inverse-depth:relative') return 'inverse-depth';
  return quantity === 'depth:relative' ? 'depth' : null;
}
