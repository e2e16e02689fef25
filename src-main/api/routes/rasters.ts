import type { Hono } from 'hono';
import type { ApiContext } from '../ApiContext.ts';
import { binaryAnswer } from '../binaryAnswer.ts';
import { rasterAnswer } from '../rasterAnswer.ts';

/** GET /rasters/:id: maps that the studio made. The id names the content, so it is the ETag as well. */
export function rasterRoutes(app: Hono, { workspace }: ApiContext): void {
  app.get('/rasters/:id', (c) => {
    const { rasters } = workspace.project;
    const { id } = rasters.facts(c.req.param('id'));
    return binaryAnswer(c, id, async () => rasterAnswer(await rasters.get(id)));
  });
}
