import type { Hono } from 'hono';
import { metricInfos, type MetricName } from '#domain/metrics/metricInfos.ts';
import type { TableQuery } from '#project/MetricTable.ts';
import { metricTableCsv } from '#reports/metricTableCsv.ts';
import { metricTableJson } from '#reports/metricTableJson.ts';
import type { ApiContext } from '../ApiContext.ts';
import { downloadHeaders } from '../binaryAnswer.ts';
import { idInPath, oneOf, pageInQuery, refused } from '../bodyGuards.ts';
import type { MetricTableAnswer } from '../contract.ts';

const writers = {
  csv: { write: metricTableCsv, mediaType: 'text/csv; charset=utf-8' },
  json: { write: metricTableJson, mediaType: 'application/json' },
};

/** GET /runs/:id/table, GET /runs/:id/table/:format */
export function metricTableRoutes(app: Hono, { workspace }: ApiContext): void {
  app
    .get('/runs/:id/table', (c) => {
      const { project } = workspace;
      const { id: runId, recipeHash } = project.runs.get(idInPath(c));
      const query = { ...orderIn((name) => c.req.query(name)), ...pageInQuery(c), runId, recipeHash };
      const answer: MetricTableAnswer = project.metricTable.page(query);
      return c.json(answer);
    })
    .get('/runs/:id/table/:format', (c) => {
      const { write, mediaType } = writers[oneOf(c.req.param('format'), 'format', ['csv', 'json'])];
      const { project } = workspace;
      const run = project.runs.get(idInPath(c));
      const order = orderIn((name) => c.req.query(name));
      const metrics = (c.req.query('metrics') ?? '').split(',').map(metricNamed);
      const parts = write(project, { run, ...order, metrics });
      const name = `${project.name} ${run.method.spec} ${order.scope}.${c.req.param('format')}`;
      return new Response(streamOf(parts), {
        headers: { 'content-type': mediaType, ...downloadHeaders(name) },
      });
    });
}

/** @throws BadRequest for a metric that does not exist */
function orderIn(
  asked: (name: string) => string | undefined,
): Pick<TableQuery, 'scope' | 'sort' | 'descending'> {
  const sort = asked('sort') ?? 'name';
  return {
    scope: asked('scope') ?? 'all',
    sort: sort === 'name' ? sort : metricNamed(sort),
    descending: asked('descending') === 'true',
  };
}

function metricNamed(name: string): MetricName {
  if (name in metricInfos) return name as MetricName;
  throw refused('metrics', `names of metrics: ${Object.keys(metricInfos).join(', ')}`, name);
}

/** Text that is made while it is read: a hundred thousand items are never one string. */
function streamOf(parts: Iterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const part = parts.next();
      if (part.done === true) controller.close();
      else controller.enqueue(encoder.encode(part.value));
    },
  });
}
