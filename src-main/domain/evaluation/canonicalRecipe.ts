import type { Recipe } from './Recipe.ts';

/**
 * One text per recipe, whatever the order of its keys and of its ignored classes: compact JSON with sorted keys.
 * Its SHA-256 is the recipe's hash. Two numbers are comparable only when these texts are equal.
 */
export function canonicalRecipeText(recipe: Recipe): string {
  const ignoredClasses = [...new Set(recipe.mask.ignoredClasses)].sort();
  return sortedJson({ ...recipe, mask: { ...recipe.mask, ignoredClasses } });
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
