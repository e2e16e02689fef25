import type { Raster } from '#domain/rasters/Raster.ts';
import { createContext } from 'svelte';
import type { RasterCache } from '../rasters/RasterCache.ts';
import type { BenchConfidence } from '../studio/benchConfidence.svelte.ts';
import { LayerSlot, type LayerRequest } from './layerSlot.svelte.ts';

const [getBenchLayers, setBenchLayers] = createContext<BenchLayers>();

/** How far the bench's map may be trusted, loaded as soon as its ids are known. */
export class BenchLayers {
  readonly confidence: BenchConfidence;
  readonly uniqueness: LayerSlot<Raster>;
  readonly leftRight: LayerSlot<Raster>;

  constructor(confidence: BenchConfidence, rasters: RasterCache) {
    const request = (id: string | undefined): LayerRequest<Raster> | null =>
      id ? { key: id, load: (signal) => rasters.raster(id, signal) } : null;
    this.confidence = confidence;
    this.uniqueness = new LayerSlot(() => request(confidence.answer?.uniquenessRasterId));
    this.leftRight = new LayerSlot(() => request(confidence.answer?.leftRightRasterId));
  }

  static create(confidence: BenchConfidence, rasters: RasterCache): BenchLayers {
    return setBenchLayers(new BenchLayers(confidence, rasters));
  }

  static get(): BenchLayers {
    return getBenchLayers();
  }
}
