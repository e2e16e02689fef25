import type { Context, Hono } from 'hono';
import { causeOf } from '#domain/regions/regionsCoco.ts';
import { validateRegionSettings } from '#domain/regions/validateRegionSettings.ts';
import { failuresOfTwoRuns, groupsOfRun, recallOfRun } from '#jobs/failuresOfRuns.ts';
import { setRegionSettings } from '#jobs/searchAgain.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInQuery, integer, jsonBody, number, refused } from '../bodyGuards.ts';
import type {
  FailureChangesAnswer,
  ListOf,
  RecallAnswer,
  RegionCountsAnswer,
  RegionGroupsAnswer,
  RegionSettingsAnswer,
  SetRegionSettingsAnswer,
} from '../contract.ts';

/** Of what lists may hold a hundred thousand of, so many are answered. */
const listed = 200;
/** Of a group beside its example. */
const listedOfGroup = 12;

/** GET /regions/counts, /regions/comparison, /regions/groups, /regions/recall; GET and PUT /regions/settings */
export function regionAnalysisRoutes(app: Hono, { workspace }: ApiContext): void {
  const contextOf = (c: Context) => {
    const { project, pool } = workspace;
    return { project, pool, signal: c.req.raw.signal };
  };
  app
    .get('/regions/counts', (c) => {
      const { project } = workspace;
      const ids = (c.req.query('runs') ?? '').split(',').filter((id) => id !== '');
      const runIds = ids.map((id) => integer(/^\d+$/.test(id) ? Number(id) : id, 'runs', 1));
      if (runIds.length === 0) throw refused('runs', 'ids of runs with commas between', c.req.query('runs'));
      const answer: RegionCountsAnswer = {
        runs: runIds.map((id) => ({ run: project.runs.get(id), ...project.regionCounts.ofRun(id) })),
      };
      return c.json(answer);
    })
    .get('/regions/comparison', async (c) => {
      const runs = { runA: runIn(c, 'a'), runB: runIn(c, 'b') };
      const cause = c.req.query('cause') ?? null;
      const { fixed, kept, added, ...rest } = await failuresOfTwoRuns(contextOf(c), runs);
      const isAsked = (region: Parameters<typeof causeOf>[0]) => cause === null || causeOf(region) === cause;
      const answer: FailureChangesAnswer = {
        ...rest,
        fixed: first(fixed.filter(isAsked)),
        kept: first(kept.filter(({ b }) => isAsked(b))),
        added: first(added.filter(isAsked)),
      };
      return c.json(answer);
    })
    .get('/regions/groups', async (c) => {
      const { groups, ...rest } = await groupsOfRun(contextOf(c), runIn(c, 'run'));
      const { evaluations } = workspace.project;
      const answer: RegionGroupsAnswer = {
        ...rest,
        groups: groups.slice(0, listed).map(({ regionIds, medoidId, ...group }) => ({
          ...group,
          regions: regionIds.length,
          example: evaluations.region(medoidId),
          worst: regionIds.slice(0, listedOfGroup).map((id) => evaluations.region(id)),
        })),
      };
      return c.json(answer);
    })
    .get('/regions/recall', async (c) => {
      const coverage = number(Number(c.req.query('coverage') ?? 0.25), 'coverage');
      if (coverage <= 0 || coverage > 1) throw refused('coverage', 'a share above 0 and up to 1', coverage);
      const answer: RecallAnswer = await recallOfRun(contextOf(c), { runId: runIn(c, 'run'), coverage });
      return c.json(answer);
    })
    .get('/regions/settings', (c) => {
      const answer: RegionSettingsAnswer = { settings: workspace.project.regions.settings };
      return c.json(answer);
    })
    .put('/regions/settings', async (c) => {
      const body = await jsonBody(c);
      const settings = validateRegionSettings(body.settings);
      const job = setRegionSettings(workspace, settings);
      const answer: SetRegionSettingsAnswer = { settings, jobId: job?.id ?? null };
      return c.json(answer);
    });
}

function runIn(c: Context, name: string): number {
  const run = idInQuery(c, name);
  if (run === null) throw refused(name, 'the id of a run', undefined);
  return run;
}

function first<Entry>(entries: readonly Entry[]): ListOf<Entry> {
  return { total: entries.length, first: entries.slice(0, listed) };
}
