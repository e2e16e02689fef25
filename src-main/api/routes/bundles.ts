import type { Hono } from 'hono';
import { existsSync } from 'node:fs';
import { parseItemFilter } from '#domain/items/ItemFilter.ts';
import { StudioError } from '#domain/errors.ts';
import { bundleDraft } from '#jobs/bundle/bundleJob.ts';
import { unpackBundle } from '#jobs/bundle/unpackBundle.ts';
import type { Project } from '#project/Project.ts';
import type { ApiContext } from '../ApiContext.ts';
import { integer, jsonBody, list, text } from '../bodyGuards.ts';
import type { BundleAnswer, BundleSizeAnswer } from '../contract.ts';
import { projectSummary } from '../projectSummary.ts';

/** POST /bundle, POST /bundle/size, POST /project/unbundle */
export function bundleRoutes(app: Hono, { workspace, paths }: ApiContext): void {
  app
    .post('/bundle', async (c) => {
      const body = await jsonBody(c);
      const output = await paths.allowed(text(body.output, 'output'), 'output');
      if (existsSync(output)) {
        throw new StudioError('InvalidOption', `${output} exists already; choose another name`, {
          file: output,
        });
      }
      const { project, queue } = workspace;
      const itemIds = chosenItems(project, body) ?? project.items.ids();
      const parts = { files: body.files !== false, results: body.results !== false };
      const answer: BundleAnswer = {
        jobId: queue.add(bundleDraft(output, itemIds, parts)).id,
        items: itemIds.length,
      };
      return c.json(answer);
    })
    .post('/bundle/size', async (c) => {
      const { project } = workspace;
      const answer: BundleSizeAnswer = project.subsetSize(chosenItems(project, await jsonBody(c)));
      return c.json(answer);
    })
    .post('/project/unbundle', async (c) => {
      const body = await jsonBody(c);
      const bundle = await paths.allowed(text(body.path, 'path'), 'path');
      const folder = await paths.allowed(text(body.folder, 'folder'), 'folder');
      await workspace.openProject(await unpackBundle(bundle, folder, c.req.raw.signal));
      return c.json(projectSummary(workspace));
    });
}

/** Those of a list, or those that a filter takes; null = all. @throws BadRequest */
function chosenItems(project: Project, body: Record<string, unknown>): readonly number[] | null {
  const run = body.run == null ? null : integer(body.run, 'run', 1);
  if (Array.isArray(body.itemIds)) return list(body.itemIds, 'itemIds', (id, field) => integer(id, field, 1));
  return body.filter == null ? null : project.items.idsOf(parseItemFilter(body.filter), run);
}
