import { leanRecipe } from './effectiveRecipe.ts';
import type { Recipe } from './Recipe.ts';

/**
 * One text per recipe, whatever the order of its keys, of its ignored classes and of its families, and whether it states
 * a default or leaves it out: compact JSON with sorted keys. Its SHA-256 is the recipe's hash. Two numbers are comparable
 * only when these texts are equal.
 */
export function canonicalRecipeText(recipe: Recipe): string {
  return sortedJson(leanRecipe(recipe));
}

function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${JSON.stringify(key)}:${sortedJson(entry)}`);
  return `{${pairs.join(',')}}`;
}
