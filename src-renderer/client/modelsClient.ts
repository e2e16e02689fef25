import type { ModelInspectionAnswer, ModelsAnswer } from '#api/contract.ts';
import type { ModelManifest } from '#domain/networks/ModelManifest.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { rasterOf } from './rastersClient.ts';
import { getJson, request, sendJson } from './request.ts';

export const modelsClient = {
  list: (signal?: AbortSignal) => getJson<ModelsAnswer>('models', signal),
  download: (id: string, licence: string) =>
    sendJson<ModelsAnswer>('POST', `models/${id}/download`, { licence }),
  cancel: (id: string) => sendJson<ModelsAnswer>('POST', `models/${id}/cancel`),
  remove: (id: string) => sendJson<ModelsAnswer>('POST', `models/${id}/remove`),
  inspect: (path: string) => sendJson<ModelInspectionAnswer>('POST', 'models/inspect', { path }),
  add: (path: string, manifest: ModelManifest) =>
    sendJson<ModelsAnswer>('POST', 'models/add', { path, manifest }),
  /** The file's map of an item's picture. */
  tryOn: async (
    wanted: { readonly path: string; readonly manifest: ModelManifest; readonly itemId: number },
    signal: AbortSignal,
  ): Promise<Raster> =>
    rasterOf(
      await request('models/try', {
        signal,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(wanted),
      }),
    ),
};
