import type { Recipe } from '../evaluation/Recipe.ts';
import type { BackgroundRule } from './BackgroundRule.ts';

/** The recipe's rule for the items of one folder of a project; null = nothing is told apart there. */
export function backgroundOfFolder({ mask }: Pick<Recipe, 'mask'>, folder: string): BackgroundRule | null {
  return mask.background?.find((each) => each.folder === folder)?.rule ?? null;
}
