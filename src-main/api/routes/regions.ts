import type { Context, Hono } from 'hono';
import { StudioError } from '#domain/errors.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInQuery, pageInQuery } from '../bodyGuards.ts';
import type { RegionsAnswer } from '../contract.ts';

const reviewStates = ['open', 'confirmed', 'rejected'] as const;

/** GET /regions?run&item&cause&review&offset&limit */
export function regionRoutes(app: Hono, { workspace }: ApiContext): void {
  app.get('/regions', (c) => {
    const { project } = workspace;
    const runId = idInQuery(c, 'run');
    if (runId !== null) project.runs.get(runId);
    const itemId = idInQuery(c, 'item');
    if (itemId !== null) project.items.get(itemId);
    const cause = c.req.query('cause') ?? null;
    const query = { runId, itemId, cause, review: reviewInQuery(c) };
    const answer: RegionsAnswer = project.evaluations.regionsPage({ ...query, ...pageInQuery(c) });
    return c.json(answer);
  });
}

function reviewInQuery(c: Context): (typeof reviewStates)[number] | null {
  const given = c.req.query('review');
  if (given === undefined) return null;
  const state = reviewStates.find((name) => name === given);
  if (state !== undefined) return state;
  const expected = reviewStates.join(', ');
  throw new StudioError('BadRequest', `review must be one of ${expected}, not ${given}`, {
    field: 'review',
    expected,
    found: given,
  });
}
