import { canonicalRecipeText } from '#domain/evaluation/canonicalRecipe.ts';
import { effectiveRecipe } from '#domain/evaluation/effectiveRecipe.ts';
import { summariseFrames } from '#domain/evaluation/summariseFrames.ts';
import type { Project } from '#project/Project.ts';
import { buildHistograms } from './buildHistograms.ts';
import { causesOfRun } from './causesOfRun.ts';
import { describeItems } from './describeItems.ts';
import { listSources } from './listSources.ts';
import type { ReportModel } from './ReportModel.ts';
import { relativePaths } from './relativePaths.ts';
import { reviewOfRun } from './reviewOfRun.ts';
import { rerunCommands } from './rerunCommands.ts';
import { usedVersions } from './usedVersions.ts';
import { worstRegions } from './worstRegions.ts';

export type { ReportModel } from './ReportModel.ts';

export interface ReportOptions {
  /** How many of the worst regions are shown with pictures; default 12. */
  readonly regions?: number;
  /** Default: now. */
  readonly createdAt?: Date;
}

/**
 * Gathers everything a report says about one run. Only comparisons made under the run's recipe are counted; those of
 * other recipes are named in the item's warnings.
 *
 * A source file that is gone or damaged leaves its pane empty, with the reason; it does not end the report.
 * @throws NotFound (run), and what reading the project's own rasters throws
 */
export async function buildReport(
  project: Project,
  runId: number,
  options: ReportOptions = {},
): Promise<ReportModel> {
  const run = project.runs.get(runId);
  const recipe = project.recipes.get(run.recipeHash);
  const items = describeItems(project, run);
  const comparedIds = items.filter(({ state }) => state === 'compared').map(({ id }) => id);
  const distributions = await buildHistograms(project, runId, comparedIds);
  const regions = await worstRegions(project, {
    runId,
    itemIds: comparedIds,
    recipe: recipe.recipe,
    count: options.regions ?? 12,
    errorSpan: distributions?.errorSpan ?? 1,
  });
  const { layout, root, createdBy } = project.meta;
  return {
    project: { name: project.name, layout, root, items: project.items.count(), createdBy },
    run,
    recipe: { ...recipe, canonicalText: canonicalRecipeText(recipe.recipe) },
    summary: summariseFrames(
      items.filter(({ state }) => state === 'compared').map(({ metrics }) => metrics),
      { average: effectiveRecipe(recipe.recipe).average },
    ),
    items,
    histograms: distributions && { error: distributions.error, ssim: distributions.ssim },
    causes: causesOfRun(project, run),
    review: reviewOfRun(project, runId),
    regions,
    regionTotal: items.reduce((total, item) => total + item.regions, 0),
    problemCounts: project.problems.kinds(),
    problems: project.problems
      .list()
      .map((problem) => ({ ...problem, message: relativePaths(problem.message, project) })),
    sources: listSources(project, items),
    rerun: rerunCommands(project, run, recipe.recipe),
    versions: usedVersions(),
    createdAt: (options.createdAt ?? new Date()).toISOString(),
  };
}
