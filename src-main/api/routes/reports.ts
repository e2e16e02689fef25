import type { Hono } from 'hono';
import { StudioError } from '#domain/errors.ts';
import type { Project } from '#project/Project.ts';
import { buildReport } from '#reports/buildReport.ts';
import { reportCsv } from '#reports/reportCsv.ts';
import { reportHtml } from '#reports/reportHtml.ts';
import { reportJson } from '#reports/reportJson.ts';
import type { ApiContext } from '../ApiContext.ts';
import { downloadHeaders } from '../binaryAnswer.ts';
import { idInQuery, oneOf } from '../bodyGuards.ts';

const writers = {
  html: { write: reportHtml, mediaType: 'text/html; charset=utf-8' },
  json: { write: reportJson, mediaType: 'application/json' },
  csv: { write: reportCsv, mediaType: 'text/csv; charset=utf-8' },
};

/** GET /reports/:format?run= */
export function reportRoutes(app: Hono, { workspace }: ApiContext): void {
  app.get('/reports/:format', async (c) => {
    const { write, mediaType } = writers[oneOf(c.req.param('format'), 'format', ['html', 'json', 'csv'])];
    const { project } = workspace;
    const run = reportedRun(project, idInQuery(c, 'run'));
    const text = write(await buildReport(project, run.id));
    const name = `${project.name} ${run.method.spec}.${c.req.param('format')}`;
    return new Response(text, { headers: { 'content-type': mediaType, ...downloadHeaders(name) } });
  });
}

/** The asked run, else the newest. @throws NotFound */
function reportedRun(project: Project, asked: number | null) {
  const run = asked === null ? project.runs.list()[0] : project.runs.get(asked);
  if (run) return run;
  throw new StudioError('NotFound', `${project.name} has no run to report on yet`, { file: project.path });
}
