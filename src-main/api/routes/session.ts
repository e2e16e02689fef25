import type { Hono } from 'hono';
import type { ApiContext } from '../ApiContext.ts';
import { jsonBody } from '../bodyGuards.ts';
import type { SessionAnswer } from '../contract.ts';
import { projectSummary } from '../projectSummary.ts';

/** GET /session, PUT /settings */
export function sessionRoutes(app: Hono, { workspace, settings, host, version }: ApiContext): void {
  app
    .get('/session', (c) => {
      const answer: SessionAnswer = {
        version,
        host,
        project: workspace.isOpen ? projectSummary(workspace) : null,
        recentProjects: settings.recentProjects,
        settings: settings.window,
        notices: settings.notices,
      };
      return c.json(answer);
    })
    .put('/settings', async (c) => {
      await settings.saveWindow(await jsonBody(c));
      return c.json(settings.window);
    });
}
