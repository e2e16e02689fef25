import {
  previewHeaders,
  type ConfidenceAnswer,
  type CostCurveAnswer,
  type CostCurveRequest,
  type PhotometricAnswer,
  type PreviewRequest,
} from '#api/contract.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { rasterOf } from './rastersClient.ts';
import { getJson, queryOf, request, sendJson } from './request.ts';

/** What a preview answers: a map, where it lies in the left picture, and what it took. */
export interface StereoPreview {
  readonly raster: Raster<'disparity:px'>;
  readonly x: number;
  readonly y: number;
  readonly matchedWidth: number;
  readonly matchedHeight: number;
  readonly elapsedMs: number;
}

export const stereoClient = {
  photometric: (itemId: number, run: number, signal?: AbortSignal) =>
    getJson<PhotometricAnswer>(`items/${itemId}/photometric${queryOf({ run })}`, signal),
  preview: async (itemId: number, wanted: PreviewRequest, signal: AbortSignal): Promise<StereoPreview> => {
    const response = await request(`items/${itemId}/preview`, {
      signal,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
    });
    const number = (header: string) => Number(response.headers.get(header));
    return {
      raster: (await rasterOf(response)) as Raster<'disparity:px'>,
      x: number(previewHeaders.x),
      y: number(previewHeaders.y),
      matchedWidth: number(previewHeaders.matchedWidth),
      matchedHeight: number(previewHeaders.matchedHeight),
      elapsedMs: number(previewHeaders.elapsedMs),
    };
  },
  costCurve: (itemId: number, wanted: CostCurveRequest, signal: AbortSignal) =>
    sendJson<CostCurveAnswer>('POST', `items/${itemId}/cost-curve`, wanted, { signal }),
  confidence: (itemId: number, method: string, slot: string, signal: AbortSignal) =>
    sendJson<ConfidenceAnswer>('POST', `items/${itemId}/confidence`, { method, slot }, { signal }),
};

/** Tells this window's requests from those of others: a request ends the one before it in its slot. */
export const windowSlot = (place: string) => `${windowName}-${place}`;
const windowName = Math.random().toString(36).slice(2);
