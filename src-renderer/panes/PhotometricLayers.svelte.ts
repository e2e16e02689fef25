import type { Raster } from '#domain/rasters/Raster.ts';
import { createContext } from 'svelte';
import type { RasterCache } from '../rasters/RasterCache.ts';
import type { SelfCheck } from '../studio/selfCheck.svelte.ts';
import { LayerSlot, type LayerRequest } from './layerSlot.svelte.ts';

const [getPhotometricLayers, setPhotometricLayers] = createContext<PhotometricLayers>();

/** The maps of the selected item's self-check, loaded as soon as their ids are known. */
export class PhotometricLayers {
  readonly check: SelfCheck;
  readonly error: LayerSlot<Raster>;
  readonly leftRight: LayerSlot<Raster>;
  readonly visibility: LayerSlot<Raster>;
  readonly smoothness: LayerSlot<Raster>;

  constructor(check: SelfCheck, rasters: RasterCache) {
    const request = (id: string | null | undefined): LayerRequest<Raster> | null =>
      id ? { key: id, load: (signal) => rasters.raster(id, signal) } : null;
    this.check = check;
    this.error = new LayerSlot(() => request(check.answer?.errorRasterId));
    this.leftRight = new LayerSlot(() => request(check.answer?.leftRightRasterId));
    this.visibility = new LayerSlot(() => request(check.answer?.visibilityRasterId));
    this.smoothness = new LayerSlot(() => request(check.answer?.smoothnessRasterId));
  }

  static create(check: SelfCheck, rasters: RasterCache): PhotometricLayers {
    return setPhotometricLayers(new PhotometricLayers(check, rasters));
  }

  static get(): PhotometricLayers {
    return getPhotometricLayers();
  }
}
