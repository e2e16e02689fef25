import type { Hono } from 'hono';
import type { ApiContext } from '../ApiContext.ts';
import { idInQuery, pageInQuery } from '../bodyGuards.ts';
import type { RegionsAnswer } from '../contract.ts';

/** GET /regions?run&offset&limit */
export function regionRoutes(app: Hono, { workspace }: ApiContext): void {
  app.get('/regions', (c) => {
    const { project } = workspace;
    const runId = idInQuery(c, 'run');
    if (runId !== null) project.runs.get(runId);
    const answer: RegionsAnswer = project.evaluations.regionsPage({ runId, ...pageInQuery(c) });
    return c.json(answer);
  });
}
