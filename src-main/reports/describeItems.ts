import type { RunRecord } from '#domain/records.ts';
import type { Project } from '#project/Project.ts';
import { relativePaths } from './relativePaths.ts';
import type { ReportedItem } from './ReportModel.ts';

/** Every item of a run with its numbers, by name. */
export function describeItems(project: Project, run: RunRecord): ReportedItem[] {
  return project.runs.itemIds(run.id).map((itemId) => describeItem(project, run, itemId));
}

function describeItem(project: Project, run: RunRecord, itemId: number): ReportedItem {
  const { id, name, width, height } = project.items.get(itemId);
  const prediction = project.predictions.of(run.id, itemId);
  const stored = project.evaluations.of(run.id, itemId);
  const isOfThisRecipe = stored.recipeHash === run.recipeHash;
  const isStale = prediction?.isStale ?? false;
  const isCompared = stored.evaluation !== null && isOfThisRecipe && !isStale;
  const error = prediction?.error ?? (isOfThisRecipe ? stored.error : null);
  const state = prediction === null ? 'pending' : prediction.state === 'failed' ? 'failed' : 'predicted';
  return {
    id,
    name,
    width,
    height,
    state: isCompared ? 'compared' : state,
    error: error && { ...error, message: relativePaths(error.message, project) },
    elapsedMs: prediction?.state === 'done' ? prediction.elapsedMs : null,
    alignment: isCompared ? stored.evaluation.alignment : null,
    metrics: isCompared ? stored.metrics : [],
    regions: isCompared ? stored.regions.length : 0,
    warnings: [
      ...(isCompared ? stored.evaluation.warnings : []),
      ...(stored.evaluation !== null && !isOfThisRecipe
        ? ['compared under another recipe; left out of this report']
        : []),
      ...(isStale ? ['stale: a picture changed after the result was made; left out of this report'] : []),
      ...(isCompared && stored.stale
        ? ['sources, calibration or annotations changed after the comparison']
        : []),
    ],
  };
}
