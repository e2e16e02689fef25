import type { Workspace } from '#jobs/Workspace.ts';
import type { ProjectSummary } from './contract.ts';
import { recipeInForce } from '#jobs/startRun.ts';

/** The facts about the open project that the window always shows. @throws NotFound while none is open. */
export function projectSummary({ project }: Workspace): ProjectSummary {
  const { rejected, doubtful } = project.problems.counts();
  return {
    path: project.path,
    name: project.name,
    layout: project.meta.layout,
    itemCount: project.items.count(),
    rejectedCount: rejected,
    doubtfulCount: doubtful,
    runs: project.runs.list(),
    recipe: recipeInForce(project),
    classes: project.annotations.classes(),
    canUndo: project.annotations.canUndo,
    canRedo: project.annotations.canRedo,
    readAt: performance.timeOrigin + performance.now(),
  };
}
