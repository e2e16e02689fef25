import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeBackground } from '#domain/ignore/describeBackground.ts';
import { parseBackgroundRule } from '#domain/ignore/parseBackgroundRule.ts';
import type { RootRecord } from '#project/RootStore.ts';
import type { Project } from '#project/Project.ts';
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
    roots: project.roots.list().map((root) => rootFacts(project, root)),
    missingCount: project.items.missingCount(),
    tags: project.labels.tags(),
    splits: project.labels.splits(),
    filters: project.filters.list(),
    readAt: performance.timeOrigin + performance.now(),
  };
}

function rootFacts(project: Project, root: RootRecord): ProjectSummary['roots'][number] {
  const path = resolve(project.folder, root.path);
  const background = root.background && describeBackground(parseBackgroundRule(root.background));
  return {
    id: root.id,
    path,
    items: project.roots.itemCount(root.id),
    isMissing: !existsSync(path),
    background,
  };
}
