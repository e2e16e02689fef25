import type { EvaluationAnswer, ItemAnswer } from '#api/contract.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { AssetRecord, AssetRole } from '#domain/records.ts';
import type { RasterCache } from '../rasters/RasterCache.ts';
import type { LayerRequest } from './layerSlot.svelte.ts';

/** What is to be read for an item's panes; null where the item has no such layer. */
export interface LayerRequests {
  readonly left: LayerRequest<Picture> | null;
  readonly right: LayerRequest<Picture> | null;
  readonly groundTruth: LayerRequest<Raster> | null;
  readonly raw: LayerRequest<Raster> | null;
  readonly aligned: LayerRequest<Raster> | null;
  readonly error: LayerRequest<Raster> | null;
  readonly ssim: LayerRequest<Raster> | null;
  readonly coverage: LayerRequest<Raster> | null;
}

export function layerRequests(
  rasters: RasterCache,
  item: ItemAnswer | null,
  evaluation: EvaluationAnswer | null,
): LayerRequests {
  const cameras = item?.item.cameras ? JSON.stringify(item.item.cameras) : '';
  const picture = (role: AssetRole) => {
    const request = ofAsset(assetOf(item, role), (asset, signal) =>
      rasters.assetPicture(asset, signal, cameras),
    );
    return request && { ...request, key: `${request.key}${cameras}` };
  };
  const derived = (id: string | null | undefined): LayerRequest<Raster> | null =>
    id ? { key: id, load: (signal) => rasters.raster(id, signal) } : null;
  const record = evaluation?.evaluation;
  return {
    left: picture('left'),
    right: picture('right'),
    groundTruth: ofAsset(groundTruthOf(item), (asset, signal) => rasters.assetRaster(asset, signal)),
    raw: derived(evaluation?.prediction?.rasterId),
    aligned: derived(record?.alignedRasterId),
    error: derived(record?.errorRasterId),
    ssim: derived(record?.ssimRasterId),
    coverage: derived(record?.coverageRasterId),
  };
}

/** Disparity before depth, where an item has both. */
export function groundTruthOf(item: ItemAnswer | null): AssetRecord | null {
  return assetOf(item, 'disparity') ?? assetOf(item, 'depth');
}

export function assetOf(item: ItemAnswer | null, role: AssetRole): AssetRecord | null {
  return item?.assets.find((asset) => asset.role === role) ?? null;
}

function ofAsset<T>(
  asset: AssetRecord | null,
  load: (asset: AssetRecord, signal: AbortSignal) => Promise<T>,
): LayerRequest<T> | null {
  if (!asset) return null;
  const key = `${asset.id}:${asset.sha256 ?? ''}:${JSON.stringify(asset.encoding)}`;
  return { key, load: (signal) => load(asset, signal) };
}
