import type { Hono } from 'hono';
import type { ApiContext } from '../ApiContext.ts';
import { idInPath } from '../bodyGuards.ts';
import type { JobsAnswer } from '../contract.ts';

/** GET /jobs, POST /jobs/:id/cancel, POST /jobs/:id/resume */
export function jobRoutes(app: Hono, { workspace }: ApiContext): void {
  app
    .get('/jobs', (c) => {
      const answer: JobsAnswer = { jobs: workspace.project.jobs.list() };
      return c.json(answer);
    })
    .post('/jobs/:id/cancel', async (c) => c.json(await workspace.queue.cancel(idInPath(c))))
    .post('/jobs/:id/resume', (c) => c.json(workspace.queue.resume(idInPath(c))));
}
