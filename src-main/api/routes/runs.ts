import type { Hono } from 'hono';
import { formatMethodSpec } from '#domain/methods/formatMethodSpec.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { type GivenConfidence, startPredictionImport } from '#jobs/importPredictionsJob.ts';
import { startRun } from '#jobs/startRun.ts';
import { summariseRun } from '#jobs/summariseRun.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInPath, integer, jsonBody, list, object, oneOf, text } from '../bodyGuards.ts';
import type { ImportPredictionsAnswer, RunSummaryAnswer, StartRunAnswer } from '../contract.ts';

/** POST /runs, GET /runs/:id/summary, POST /predictions/import */
export function runRoutes(app: Hono, { workspace, paths }: ApiContext): void {
  app
    .post('/runs', async (c) => {
      const body = await jsonBody(c);
      const method = await allowedMethod(paths, text(body.method, 'method'));
      const itemIds =
        body.itemIds === null || body.itemIds === undefined
          ? null
          : list(body.itemIds, 'itemIds', (id, field) => integer(id, field, 1));
      const { project, queue, inference } = workspace;
      const request = { method, itemIds };
      const { run, job } = startRun(project, (draft) => queue.add(draft), request, inference?.models ?? null);
      const answer: StartRunAnswer = { runId: run.id, jobId: job.id };
      return c.json(answer);
    })
    .get('/runs/:id/summary', async (c) => {
      const { project, pool } = workspace;
      const question = { runId: idInPath(c), withIntervals: c.req.query('intervals') === 'true' };
      const answer: RunSummaryAnswer = await summariseRun(
        { project, pool, signal: c.req.raw.signal },
        question,
      );
      return c.json(answer);
    })
    .post('/predictions/import', async (c) => {
      const body = await jsonBody(c);
      const request = {
        folder: await paths.allowed(text(body.folder, 'folder'), 'folder'),
        method: text(body.method, 'method'),
        encoding: text(body.encoding, 'encoding'),
        confidence: await confidenceIn(paths, body.confidence ?? null),
      };
      const { project, queue } = workspace;
      const add = queue.add.bind(queue);
      const { run, job, matches } = await startPredictionImport(project, add, request);
      const answer: ImportPredictionsAnswer = {
        runId: run.id,
        jobId: job.id,
        matched: matches.matched.length,
        missing: matches.missing,
        unmatched: matches.unmatched,
      };
      return c.json(answer);
    });
}

/** @throws BadRequest, PathRefused */
async function confidenceIn(paths: ApiContext['paths'], value: unknown): Promise<GivenConfidence | null> {
  if (value === null) return null;
  const { folder, larger } = object(value, 'confidence');
  return {
    folder: await paths.allowed(text(folder, 'confidence.folder'), 'confidence.folder'),
    larger: oneOf(larger, 'confidence.larger', ['surer', 'less-sure']),
  };
}

/** A network may be named by its file; that is read, so it must lie where requests may read. @throws PathRefused */
async function allowedMethod(paths: ApiContext['paths'], spec: string): Promise<string> {
  const method = parseMethodSpec(spec);
  if (method.kind !== 'network' || !/\.onnx$/i.test(method.model)) return spec;
  return formatMethodSpec({ ...method, model: await paths.allowed(method.model, 'method') });
}
