import type { Hono } from 'hono';
import { compareRuns } from '#project/compareRuns.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInQuery, number, refused, text } from '../bodyGuards.ts';
import type { ComparisonAnswer } from '../contract.ts';

/** GET /comparison?a&b&metric&scope&tolerance */
export function comparisonRoutes(app: Hono, { workspace }: ApiContext): void {
  app.get('/comparison', (c) => {
    const [runA, runB] = ['a', 'b'].map((side) => {
      const run = idInQuery(c, side);
      if (run === null) throw refused(side, 'the id of a run', undefined);
      return run;
    }) as [number, number];
    const answer: ComparisonAnswer = compareRuns(workspace.project, {
      runA,
      runB,
      metric: text(c.req.query('metric'), 'metric'),
      scope: c.req.query('scope') ?? 'all',
      tolerance: number(Number(c.req.query('tolerance') ?? 0), 'tolerance'),
    });
    return c.json(answer);
  });
}
