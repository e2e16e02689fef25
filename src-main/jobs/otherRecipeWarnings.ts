import type { RunRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';

/** Says where a run has numbers of another recipe than its own, which must not stand beside the others. */
export function otherRecipeWarnings(
  { metricTable }: Project,
  { id, recipeHash }: Pick<RunRecord, 'id' | 'recipeHash'>,
): readonly string[] {
  const count = metricTable.countOfOtherRecipes({ runId: id, recipeHash });
  if (count === 0) return [];
  const items = count === 1 ? '1 item was' : `${count} items were`;
  return [
    `${items} evaluated under another recipe and left out here: numbers of different recipes are not comparable. They come back when they are evaluated again.`,
  ];
}
