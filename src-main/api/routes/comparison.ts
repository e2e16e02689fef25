import type { Context, Hono } from 'hono';
import { validateRecipe } from '#domain/evaluation/validateRecipe.ts';
import type { ErrorProfile } from '#domain/metrics/errorProfile.ts';
import type { RunComparison } from '#domain/comparison/RunComparison.ts';
import { comparedPoints } from '#jobs/comparedPoints.ts';
import { compareRuns, type ComparisonQuestion } from '#jobs/compareRuns.ts';
import { errorProfileOf } from '#jobs/errorProfileOf.ts';
import { sparsificationOf } from '#jobs/sparsificationOf.ts';
import { tryRecipe } from '#jobs/tryRecipe.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInPath, idInQuery, integer, jsonBody, number, oneOf, refused, text } from '../bodyGuards.ts';
import type {
  ComparisonAnswer,
  ErrorProfileAnswer,
  ListOf,
  SparsificationAnswer,
  TrialAnswer,
} from '../contract.ts';

/** Of what lists may hold a hundred thousand of, so many are answered. */
const listed = 50;

/**
 * GET /comparison, /comparison/points, /items/:id/error-profile, /items/:id/sparsification, POST /items/:id/trial
 */
export function comparisonRoutes(app: Hono, { workspace }: ApiContext): void {
  const contextOf = (c: Context) => {
    const { project, pool, inference } = workspace;
    return { project, pool, inference, signal: c.req.raw.signal };
  };
  app
    .get('/items/:id/error-profile', async (c) => {
      const against = oneOf(c.req.query('against') ?? 'truth', 'against', ['truth', 'distance']);
      const question = { runId: runIn(c, 'run'), itemId: idInPath(c), against };
      const profile = await errorProfileOf(contextOf(c), question);
      const answer: ErrorProfileAnswer = { profile: profile && plain(profile) };
      return c.json(answer);
    })
    .get('/items/:id/sparsification', async (c) => {
      const curves = await sparsificationOf(contextOf(c), { runId: runIn(c, 'run'), itemId: idInPath(c) });
      const answer: SparsificationAnswer = {
        curves: curves && { ...curves, own: [...curves.own], oracle: [...curves.oracle] },
      };
      return c.json(answer);
    })
    .post('/items/:id/trial', async (c) => {
      const body = await jsonBody(c);
      const answer: TrialAnswer = await tryRecipe(contextOf(c), {
        itemId: idInPath(c),
        runId: integer(body.run, 'run', 1),
        recipe: validateRecipe(body.recipe),
      });
      return c.json(answer);
    })
    .get('/comparison', async (c) => {
      const withRegions = c.req.query('regions') === 'true';
      const comparison = await compareRuns(contextOf(c), { ...questionIn(c), withRegions });
      return c.json(headOf(comparison, withRegions));
    })
    .get('/comparison/points', async (c) => {
      const points = await comparedPoints(workspace.project, questionIn(c));
      return new Response(points, { headers: { 'content-type': 'application/octet-stream' } });
    });
}

function runIn(c: Context, name: string): number {
  const run = idInQuery(c, name);
  if (run === null) throw refused(name, 'the id of a run', undefined);
  return run;
}

function questionIn(c: Context): ComparisonQuestion {
  return {
    runA: runIn(c, 'a'),
    runB: runIn(c, 'b'),
    metric: text(c.req.query('metric'), 'metric'),
    scope: c.req.query('scope') ?? 'all',
    tolerance: number(Number(c.req.query('tolerance') ?? 0), 'tolerance'),
  };
}

function headOf({ better, worse, regions, ...rest }: RunComparison, withRegions: boolean): ComparisonAnswer {
  const { fixed, added, worse: worsened, kept } = regions;
  return {
    ...rest,
    better: first(better),
    worse: first(worse),
    regions: withRegions ? { fixed: first(fixed), added: first(added), worse: first(worsened), kept } : null,
  };
}

function first<Entry>(entries: readonly Entry[]): ListOf<Entry> {
  return { total: entries.length, first: entries.slice(0, listed) };
}

/** A hundred numbers at most, as JSON has them: null where there is none. */
function plain(profile: ErrorProfile): NonNullable<ErrorProfileAnswer['profile']> {
  const listedOf = (values: Float64Array) =>
    Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  return {
    errorEdges: [...profile.errorEdges],
    counts: [...profile.counts],
    truthEdges: [...profile.truthEdges],
    bandCounts: [...profile.bandCounts],
    bandBias: listedOf(profile.bandBias),
    bandMeanAbsolute: listedOf(profile.bandMeanAbsolute),
    band90Absolute: listedOf(profile.band90Absolute),
  };
}
