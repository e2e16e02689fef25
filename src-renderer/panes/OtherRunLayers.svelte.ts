import {
  nearerMap,
  nearerTolerance,
  type ErrorQuantity,
  type NearerMap,
} from '#domain/comparison/nearerMap.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { createContext } from 'svelte';
import type { RasterCache } from '../rasters/RasterCache.ts';
import type { OtherRun } from '../studio/otherRun.svelte.ts';
import type { ItemLayers } from './ItemLayers.svelte.ts';
import { LayerSlot, type LayerRequest } from './layerSlot.svelte.ts';

const [getOtherRunLayers, setOtherRunLayers] = createContext<OtherRunLayers>();

interface OtherRunLayersOptions {
  readonly otherRun: OtherRun;
  readonly rasters: RasterCache;
  /** The selected run's layers of the item. */
  readonly layers: ItemLayers;
}

/** The maps that the other run has of the selected item, and who of the two is nearer to ground truth. */
export class OtherRunLayers {
  readonly otherRun: OtherRun;
  /** Aligned where it was compared, else as the method gave it. */
  readonly prediction: LayerSlot<Raster>;
  readonly error: LayerSlot<Raster>;
  readonly #layers: ItemLayers;

  /** Made once per pair of maps. Null unless both have one, by the same recipe. */
  readonly nearer = $derived.by((): NearerMap | null => {
    const [mine, other] = [this.#layers.error.value, this.error.value];
    if (this.#layers.record?.recipeHash !== this.otherRun.evaluation?.evaluation?.recipeHash) return null;
    const tolerance = mine && toleranceOf(mine);
    if (!mine || !other || tolerance === null || mine.quantity !== other.quantity) return null;
    return nearerMap({ mine, other }, tolerance);
  });

  constructor({ otherRun, rasters, layers }: OtherRunLayersOptions) {
    const request = (id: string | null | undefined): LayerRequest<Raster> | null =>
      id ? { key: id, load: (signal) => rasters.raster(id, signal) } : null;
    this.otherRun = otherRun;
    this.#layers = layers;
    this.prediction = new LayerSlot(() => {
      const { evaluation } = otherRun;
      return request(evaluation?.evaluation?.alignedRasterId ?? evaluation?.prediction?.rasterId);
    });
    this.error = new LayerSlot(() => request(otherRun.evaluation?.evaluation?.errorRasterId));
  }

  static create(options: OtherRunLayersOptions): OtherRunLayers {
    return setOtherRunLayers(new OtherRunLayers(options));
  }

  static get(): OtherRunLayers {
    return getOtherRunLayers();
  }
}

function toleranceOf({ quantity }: Raster): number | null {
  return quantity in nearerTolerance ? nearerTolerance[quantity as ErrorQuantity] : null;
}
