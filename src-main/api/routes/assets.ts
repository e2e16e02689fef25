import type { Hono } from 'hono';
import { formatEncoding } from '#domain/datasets/parseEncoding.ts';
import { StudioError } from '#domain/errors.ts';
import { loadMap } from '#frames/loadFrame.ts';
import { readItemPicture } from '#jobs/readStereoPair.ts';
import type { Project } from '#project/Project.ts';
import type { ApiContext } from '../ApiContext.ts';
import { binaryAnswer } from '../binaryAnswer.ts';
import { idInPath } from '../bodyGuards.ts';
import { fileTag, pictureTag } from '../fileTag.ts';
import { pictureAnswer, rasterAnswer } from '../rasterAnswer.ts';

/** GET /assets/:id/raster, /assets/:id/picture: source files, decoded; pictures of a pair rectified. */
export function assetRoutes(app: Hono, { workspace }: ApiContext): void {
  app
    .get('/assets/:id/raster', async (c) => {
      const { asset, file, tag } = await sourceOf(workspace.project, idInPath(c));
      const { encoding } = asset;
      if (encoding === null) {
        throw new StudioError('Unsupported', `${asset.path} is a picture (${asset.role}), not a map`, {
          file: asset.path,
          role: asset.role,
        });
      }
      return binaryAnswer(c, `${tag}-${formatEncoding(encoding)}`, async () =>
        rasterAnswer(await loadMap(file, encoding)),
      );
    })
    .get('/assets/:id/picture', async (c) => {
      const { project, pool } = workspace;
      const asset = project.items.asset(idInPath(c));
      const item = project.items.get(asset.itemId);
      return binaryAnswer(c, await pictureTag(project, item, asset), async () =>
        pictureAnswer(await readItemPicture({ project, pool, signal: c.req.raw.signal }, item, asset)),
      );
    });
}

async function sourceOf(project: Project, id: number) {
  const asset = project.items.asset(id);
  return { asset, file: project.resolve(asset.path), tag: await fileTag(project, asset) };
}
