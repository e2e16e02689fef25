import { createHash } from 'node:crypto';
import { canonicalRecipeText } from '#domain/evaluation/canonicalRecipe.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { recipeLabel } from '#domain/evaluation/recipeLabel.ts';
import type { RecipeRecord } from '#domain/records.ts';

/** A recipe with its name in the project: the SHA-256 of its canonical text. */
export function recipeRecord(recipe: Recipe): RecipeRecord {
  const hash = createHash('sha256').update(canonicalRecipeText(recipe)).digest('hex');
  return { hash, label: recipeLabel(recipe), recipe };
}
