import type { Hono } from 'hono';
import { StudioError } from '#domain/errors.ts';
import { noFilter, parseItemFilter } from '#domain/items/ItemFilter.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import { makeThumbnail } from '#formats/makeThumbnail.ts';
import { checkRows } from '#jobs/checkRows.ts';
import { readItemPicture } from '#jobs/readStereoPair.ts';
import type { Project } from '#project/Project.ts';
import type { ApiContext } from '../ApiContext.ts';
import { binaryAnswer } from '../binaryAnswer.ts';
import { idInPath, idInQuery, jsonBody, pageInQuery } from '../bodyGuards.ts';
import type { EpipolarAnswer, EvaluationAnswer, ItemAnswer, ItemsAnswer } from '../contract.ts';
import { pictureTag } from '../fileTag.ts';
import { rigIn } from '../recordGuards.ts';
import { createTurns } from '../turns.ts';

/** Longer side, px. */
const thumbnailPx = 128;
/** Thumbnails are asked for by the hundred; more at once would starve what the user waits for. */
const takeTurn = createTurns(1, 'newest-first');
/** Only the item on screen is waited for. */
const takeCheck = createTurns(1);

/** GET /items, /items/:id, /items/:id/evaluation, /items/:id/epipolar, /items/:id/thumbnail, PUT /items/:id/rig */
export function itemRoutes(app: Hono, { workspace }: ApiContext): void {
  app
    .get('/items', (c) => {
      const answer: ItemsAnswer = workspace.project.items.page({
        ...pageInQuery(c),
        sort: c.req.query('sort') ?? 'name',
        descending: c.req.query('descending') === 'true',
        filter: filterInQuery(c.req.query('filter')),
        runId: idInQuery(c, 'run'),
      });
      return c.json(answer);
    })
    .get('/items/:id', (c) => c.json(itemAnswer(workspace.project, idInPath(c))))
    .get('/items/:id/evaluation', (c) =>
      c.json(evaluationAnswer(workspace.project, idInPath(c), idInQuery(c, 'run'))),
    )
    .put('/items/:id/rig', async (c) => {
      const item = workspace.project.items.get(idInPath(c));
      const { rig } = await jsonBody(c);
      workspace.edits.setRig(item.id, rig === null ? null : rigIn(rig, 'rig', item));
      return c.json(itemAnswer(workspace.project, item.id));
    })
    .get('/items/:id/epipolar', async (c) => {
      const { project, pool, emit } = workspace;
      const { signal } = c.req.raw;
      const item = project.items.get(idInPath(c));
      const answer: EpipolarAnswer = await takeCheck(() => checkRows({ project, pool, signal, emit }, item));
      return c.json(answer);
    })
    .get('/items/:id/thumbnail', async (c) => {
      const { project } = workspace;
      const item = project.items.get(idInPath(c));
      const left = project.items.assets(item.id).find(({ role }) => role === 'left');
      if (!left) {
        throw new StudioError('NotFound', `${item.name} has no left picture`, { item: item.name });
      }
      const tag = `${await pictureTag(project, item, left)}-${thumbnailPx}`;
      return binaryAnswer(c, tag, async () => {
        const kept = project.thumbnails.get(tag);
        if (kept) return { mediaType: 'image/jpeg', bytes: kept };
        return await takeTurn(async () => {
          c.req.raw.signal.throwIfAborted();
          const { pool } = workspace;
          const picture = await readItemPicture({ project, pool, signal: c.req.raw.signal }, item, left);
          const bytes = await makeThumbnail(picture, thumbnailPx);
          if (!project.readOnly) project.thumbnails.put(tag, bytes);
          return { mediaType: 'image/jpeg', bytes };
        });
      });
    });
}

/** As JSON, or a part of the name; nothing takes every item. @throws BadRequest */
function filterInQuery(given = ''): ItemFilter {
  if (!given.startsWith('{')) return { ...noFilter, name: given };
  try {
    return parseItemFilter(JSON.parse(given));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new StudioError('BadRequest', `filter is not JSON: ${error.message}`, { field: 'filter' }, error);
  }
}

function itemAnswer(project: Project, id: number): ItemAnswer {
  return {
    item: project.items.get(id),
    assets: project.items.assets(id),
    problems: project.problems.ofItem(id),
    predictions: project.predictions.ofItem(id),
  };
}

/** Of the asked run, else of the newest one. */
function evaluationAnswer(project: Project, itemId: number, asked: number | null): EvaluationAnswer {
  project.items.get(itemId);
  const run = asked === null ? project.runs.list()[0] : project.runs.get(asked);
  if (!run) {
    const nothing = { prediction: null, evaluation: null, error: null, recipe: null, findings: null };
    return { ...nothing, metrics: [], regions: [] };
  }
  const stored = project.evaluations.of(run.id, itemId);
  const { evaluation, error, recipeHash, metrics, regions, findings } = stored;
  return {
    prediction: project.predictions.of(run.id, itemId),
    evaluation,
    error,
    recipe: recipeHash === null ? null : project.recipes.get(recipeHash),
    metrics,
    regions,
    findings,
  };
}
