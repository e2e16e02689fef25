import type { Hono } from 'hono';
import { recipeInForce } from '#jobs/startRun.ts';
import { addRoot, relocateRoot } from '#jobs/roots.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInPath, jsonBody, text, textOrNull } from '../bodyGuards.ts';
import type { RelocateAnswer } from '../contract.ts';
import { projectSummary } from '../projectSummary.ts';

/** POST /roots {path, layout, groundTruthEncoding}, POST /roots/:id/relocate {path}, POST /roots/:id/remove */
export function rootRoutes(app: Hono, { workspace, paths }: ApiContext): void {
  const changed = (): void => {
    workspace.emit({ type: 'items', ids: null });
    workspace.emit({ type: 'project' });
  };
  app
    .post('/roots', async (c) => {
      const body = await jsonBody(c);
      const { project, queue } = workspace;
      addRoot(project, (draft) => queue.add(draft), {
        folder: await paths.allowed(text(body.path, 'path'), 'path'),
        layout: textOrNull(body.layout, 'layout') ?? 'auto',
        groundTruthEncoding: textOrNull(body.groundTruthEncoding, 'groundTruthEncoding'),
      });
      changed();
      return c.json(projectSummary(workspace));
    })
    .post('/roots/:id/relocate', async (c) => {
      const body = await jsonBody(c);
      const folder = await paths.allowed(text(body.path, 'path'), 'path');
      const { found, lookedFor } = relocateRoot(workspace.project, idInPath(c), folder);
      workspace.lookAtSources();
      changed();
      const answer: RelocateAnswer = { project: projectSummary(workspace), found, lookedFor };
      return c.json(answer);
    })
    .post('/roots/:id/remove', (c) => {
      const { background } = workspace.project.roots.get(idInPath(c));
      workspace.project.roots.remove(idInPath(c));
      // The recipe carries the rules of the folders that are there.
      if (background !== null) workspace.edits.setRecipe(recipeInForce(workspace.project).recipe);
      changed();
      return c.json(projectSummary(workspace));
    });
}
