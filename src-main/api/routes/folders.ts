import type { Hono } from 'hono';
import type { ApiContext } from '../ApiContext.ts';

/** GET /folders?path= */
export function folderRoutes(app: Hono, { paths }: ApiContext): void {
  app.get('/folders', async (c) => {
    const path = c.req.query('path');
    return c.json(await paths.list(path === undefined || path === '' ? null : path));
  });
}
