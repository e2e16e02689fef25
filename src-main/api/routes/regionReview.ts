import type { Hono } from 'hono';
import { causeAccuracy } from '#domain/review/causeAccuracy.ts';
import type { ReviewChange } from '#domain/review/ReviewStep.ts';
import { encodeWebp } from '#formats/encodeWebp.ts';
import { CardFrames } from '#jobs/CardFrames.ts';
import { digest } from '#jobs/cacheKey.ts';
import { drawCard } from '#jobs/drawCard.ts';
import { leftPictureOf } from '#jobs/itemSources.ts';
import type { Project } from '#project/Project.ts';
import type { ApiContext } from '../ApiContext.ts';
import { binaryAnswer } from '../binaryAnswer.ts';
import { idInPath, idInQuery, integer, jsonBody, list, object, oneOf, pageInQuery } from '../bodyGuards.ts';
import {
  cardFactsHeader,
  type GalleryAnswer,
  type ListedRegion,
  type NextRegionAnswer,
  type ReviewAnswer,
  type ReviewProgressAnswer,
} from '../contract.ts';
import { pictureTag } from '../fileTag.ts';
import { pointsIn, regionQueryIn, reviewEditIn } from '../regionQueries.ts';
import { createTurns } from '../turns.ts';

/** GET /regions/gallery, /regions/next, /regions/progress, /regions/:id/card, POST /regions/review, /regions/split, /regions/merge */
export function regionReviewRoutes(app: Hono, { workspace }: ApiContext): void {
  const frames = new CardFrames(workspace.pool);
  /** Cards are asked for by the dozen; those asked for last are on screen now. */
  const takeTurn = createTurns(2, 'newest-first');
  app
    .get('/regions/gallery', (c) => {
      const { project } = workspace;
      const { offset, limit } = pageInQuery(c);
      const { total, ids } = project.reviews.page(regionQueryIn(c), offset, limit);
      const answer: GalleryAnswer = { total, rows: ids.map((id) => galleryRegion(project, id)) };
      return c.json(answer);
    })
    .get('/regions/next', (c) => {
      const place = integer(Number(c.req.query('place') ?? -1), 'place', -1);
      const step = oneOf(c.req.query('step') ?? '1', 'step', ['1', '-1']) === '1' ? 1 : -1;
      const answer: NextRegionAnswer = {
        place: workspace.project.reviews.nextOpen(regionQueryIn(c), place, step),
      };
      return c.json(answer);
    })
    .get('/regions/progress', (c) => {
      const { reviews } = workspace.project;
      const runId = idInQuery(c, 'run');
      const causes = reviews.progress(runId);
      const reviewed = causes.reduce((sum, { confirmed, rejected }) => sum + confirmed + rejected, 0);
      const answer: ReviewProgressAnswer = {
        total: reviewed + causes.reduce((sum, { open }) => sum + open, 0),
        reviewed,
        causes,
        accuracy: causeAccuracy(reviews.reviewedCounts(runId)),
        tags: reviews.tags(runId),
      };
      return c.json(answer);
    })
    .get('/regions/:id/card', async (c) => {
      const { project } = workspace;
      const region = project.evaluations.region(idInPath(c));
      const map = oneOf(c.req.query('map') ?? 'ssim', 'map', ['ssim', 'error']);
      const frame = await frameTag(project, region);
      const tag = `card-${digest({ frame, bbox: region.bbox, map })}`;
      return binaryAnswer(c, tag, async () => {
        const bytes = project.thumbnails.get(tag);
        const facts = project.thumbnails.get(`${tag}-facts`);
        if (bytes && facts) return cardAnswer(bytes, new TextDecoder().decode(facts));
        return await takeTurn(async () => {
          const { signal } = c.req.raw;
          signal.throwIfAborted();
          const cutFrom = await frames.get(project, frame, region);
          const drawn = await drawCard({ pool: workspace.pool, signal }, cutFrom, region, map);
          const made = await encodeWebp(drawn.picture);
          const text = JSON.stringify(drawn.facts);
          if (!project.readOnly) {
            project.thumbnails.put(tag, made);
            project.thumbnails.put(`${tag}-facts`, new TextEncoder().encode(text));
          }
          return cardAnswer(made, text);
        });
      });
    })
    .post('/regions/review', async (c) => {
      const body = await jsonBody(c);
      const annotate = body.annotate == null ? null : object(body.annotate, 'annotate');
      const changes = workspace.edits.reviewRegions({
        regionIds: list(body.regionIds, 'regionIds', (id, field) => integer(id, field, 1)),
        edit: reviewEditIn(body.edit),
        annotate: annotate && {
          classId: annotate.classId === 'cause' ? 'cause' : integer(annotate.classId, 'annotate.classId', 1),
        },
      });
      return c.json(reviewAnswer(workspace.project, changes));
    })
    .post('/regions/split', async (c) => {
      const body = await jsonBody(c);
      await workspace.edits.cutRegions({
        kind: 'split',
        regionId: integer(body.regionId, 'regionId', 1),
        line: body.line == null ? null : pointsIn(body.line, 'line'),
      });
      return c.json(reviewAnswer(workspace.project, []));
    })
    .post('/regions/merge', async (c) => {
      const body = await jsonBody(c);
      const regionIds = list(body.regionIds, 'regionIds', (id, field) => integer(id, field, 1));
      await workspace.edits.cutRegions({ kind: 'merge', regionIds });
      return c.json(reviewAnswer(workspace.project, []));
    });
}

function galleryRegion(project: Project, id: number): GalleryAnswer['rows'][number] {
  const region = project.evaluations.region(id);
  const { width, height } = project.items.get(region.itemId);
  const isStale = project.predictions.of(region.runId, region.itemId)?.isStale ?? true;
  return { ...region, frame: { width, height }, isStale };
}

/** Names what a card of the frame is cut from: the left picture and the maps, of which the error follows the ground truth. */
async function frameTag(project: Project, { runId, itemId }: ListedRegion): Promise<string> {
  const item = project.items.get(itemId);
  const { evaluation } = project.evaluations.of(runId, itemId);
  const maps = evaluation
    ? [evaluation.alignedRasterId, evaluation.errorRasterId, evaluation.ssimRasterId]
    : [project.predictions.of(runId, itemId)?.rasterId];
  return [await pictureTag(project, item, leftPictureOf(project, item)), ...maps].join(' ');
}

function cardAnswer(bytes: Uint8Array<ArrayBuffer>, facts: string) {
  return { mediaType: 'image/webp', headers: { [cardFactsHeader]: encodeURIComponent(facts) }, bytes };
}

function reviewAnswer({ annotations }: Project, changes: readonly ReviewChange[]): ReviewAnswer {
  return {
    reviews: changes.map(({ regionId, itemId, after }) => ({ regionId, itemId, review: after })),
    canUndo: annotations.canUndo,
    canRedo: annotations.canRedo,
  };
}
