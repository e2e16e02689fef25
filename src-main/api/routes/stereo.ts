import type { Hono } from 'hono';
import { confidenceOfItem } from '#jobs/confidenceOfItem.ts';
import { costCurveOfItem } from '#jobs/costCurveOfItem.ts';
import { photometricOfItem } from '#jobs/photometricOfItem.ts';
import { previewStereo } from '#jobs/previewStereo.ts';
import type { ApiContext } from '../ApiContext.ts';
import { idInPath, idInQuery, integer, jsonBody, list, oneOf, refused, text } from '../bodyGuards.ts';
import {
  previewHeaders,
  type ConfidenceAnswer,
  type CostCurveAnswer,
  type PhotometricAnswer,
} from '../contract.ts';
import { rasterAnswer } from '../rasterAnswer.ts';
import { createSlots } from '../slots.ts';

/** GET /items/:id/photometric, POST /items/:id/preview, /items/:id/cost-curve, /items/:id/confidence */
export function stereoRoutes(app: Hono, { workspace }: ApiContext): void {
  const inSlot = createSlots();
  app
    .get('/items/:id/photometric', async (c) => {
      const itemId = idInPath(c);
      const runId = idInQuery(c, 'run');
      if (runId === null) throw refused('run', 'the id of a run', undefined);
      const { project, pool } = workspace;
      const { signal } = c.req.raw;
      const answer: PhotometricAnswer = await photometricOfItem({ project, pool, signal }, { runId, itemId });
      return c.json(answer);
    })
    .post('/items/:id/preview', async (c) => {
      const itemId = idInPath(c);
      const body = await jsonBody(c);
      const method = text(body.method, 'method');
      const visible = body.visible === null ? null : boxIn(body.visible);
      const { project, pool } = workspace;
      const preview = await inSlot(text(body.slot, 'slot'), c.req.raw.signal, (signal) =>
        previewStereo({ project, pool, signal }, { itemId, method, visible }),
      );
      const { headers, bytes, mediaType } = rasterAnswer(preview.disparity);
      return new Response(bytes, {
        headers: {
          ...headers,
          'content-type': mediaType,
          'cache-control': 'no-store',
          [previewHeaders.x]: String(preview.x),
          [previewHeaders.y]: String(preview.y),
          [previewHeaders.matchedWidth]: String(preview.matchedPx[0]),
          [previewHeaders.matchedHeight]: String(preview.matchedPx[1]),
          [previewHeaders.elapsedMs]: String(preview.elapsedMs),
          [previewHeaders.details]: JSON.stringify(preview.details),
        },
      });
    })
    .post('/items/:id/cost-curve', async (c) => {
      const itemId = idInPath(c);
      const body = await jsonBody(c);
      const request = {
        itemId,
        method: text(body.method, 'method'),
        x: integer(body.x, 'x'),
        y: integer(body.y, 'y'),
        stage: oneOf(body.stage, 'stage', ['raw', 'aggregated']),
      };
      const { project, pool } = workspace;
      const answer: CostCurveAnswer = await inSlot(text(body.slot, 'slot'), c.req.raw.signal, (signal) =>
        costCurveOfItem({ project, pool, signal }, request),
      );
      return c.json(answer);
    })
    .post('/items/:id/confidence', async (c) => {
      const itemId = idInPath(c);
      const body = await jsonBody(c);
      const method = text(body.method, 'method');
      const { project, pool } = workspace;
      const answer: ConfidenceAnswer = await inSlot(text(body.slot, 'slot'), c.req.raw.signal, (signal) =>
        confidenceOfItem({ project, pool, signal }, { itemId, method }),
      );
      return c.json(answer);
    });
}

function boxIn(value: unknown): readonly [number, number, number, number] {
  const [x, y, width, height, ...rest] = list(value, 'visible', (entry, field) => integer(entry, field));
  if (x === undefined || y === undefined || width === undefined || height === undefined || rest.length > 0) {
    throw refused('visible', 'x, y, width, height', value);
  }
  return [x, y, width, height];
}
