import type { Hono } from 'hono';
import type { ErrorProfile } from '#domain/metrics/errorProfile.ts';
import { errorProfileOf } from '#jobs/errorProfileOf.ts';
import { compareRuns } from '#jobs/compareRuns.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInPath, idInQuery, number, refused, text } from '../bodyGuards.ts';
import type { ComparisonAnswer, ErrorProfileAnswer } from '../contract.ts';

/** GET /comparison?a&b&metric&scope&tolerance, GET /items/:id/error-profile?run */
export function comparisonRoutes(app: Hono, { workspace }: ApiContext): void {
  app.get('/items/:id/error-profile', async (c) => {
    const runId = idInQuery(c, 'run');
    if (runId === null) throw refused('run', 'the id of a run', undefined);
    const { project, pool } = workspace;
    const context = { project, pool, signal: c.req.raw.signal };
    const profile = await errorProfileOf(context, { runId, itemId: idInPath(c) });
    const answer: ErrorProfileAnswer = { profile: profile && plain(profile) };
    return c.json(answer);
  });
  app.get('/comparison', async (c) => {
    const [runA, runB] = ['a', 'b'].map((side) => {
      const run = idInQuery(c, side);
      if (run === null) throw refused(side, 'the id of a run', undefined);
      return run;
    }) as [number, number];
    const { project, pool } = workspace;
    const context = { project, pool, signal: c.req.raw.signal };
    const answer: ComparisonAnswer = await compareRuns(context, {
      runA,
      runB,
      metric: text(c.req.query('metric'), 'metric'),
      scope: c.req.query('scope') ?? 'all',
      tolerance: number(Number(c.req.query('tolerance') ?? 0), 'tolerance'),
    });
    return c.json(answer);
  });
}

/** A hundred numbers at most, as JSON has them: null where there is none. */
function plain(profile: ErrorProfile): NonNullable<ErrorProfileAnswer['profile']> {
  const listed = (values: Float64Array) =>
    Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  return {
    errorEdges: [...profile.errorEdges],
    counts: [...profile.counts],
    truthEdges: [...profile.truthEdges],
    bandCounts: [...profile.bandCounts],
    bandBias: listed(profile.bandBias),
    bandMeanAbsolute: listed(profile.bandMeanAbsolute),
    band90Absolute: listed(profile.band90Absolute),
  };
}
