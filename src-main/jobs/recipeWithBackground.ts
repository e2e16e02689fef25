import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { parseBackgroundRule } from '#domain/ignore/parseBackgroundRule.ts';
import type { Project } from '#project/Project.ts';

/**
 * A recipe with the background rules of the project's folders, whatever it says of them itself: they belong to the data,
 * and a protocol that is put in force does not know the data.
 */
export function recipeWithBackground(project: Project, recipe: Recipe): Recipe {
  const { minDepthM, maxDepthM, ignoredClasses, bounds, crop } = recipe.mask;
  const background = project.roots
    .list()
    .flatMap(({ prefix, background: rule }) =>
      rule === null ? [] : [{ folder: prefix, rule: parseBackgroundRule(rule) }],
    );
  return {
    ...recipe,
    mask: {
      ...{ minDepthM, maxDepthM, ignoredClasses },
      ...(bounds && { bounds }),
      ...(crop && { crop }),
      ...(background.length > 0 && { background }),
    },
  };
}
