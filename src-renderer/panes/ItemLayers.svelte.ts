import type { EvaluationAnswer, ItemAnswer } from '#api/contract.ts';
import { createContext } from 'svelte';
import type { RasterCache } from '../rasters/RasterCache.ts';

const [getItemLayers, setItemLayers] = createContext<ItemLayers>();

interface ItemLayersOptions {
  readonly rasters: RasterCache;
  /** The current item, or null. Read reactively. */
  readonly item: () => ItemAnswer | null;
  /** Its evaluation under the current run and recipe; null while unknown or without a run. Read reactively. */
  readonly evaluation: () => EvaluationAnswer | null;
}

/** The pictures and maps of the current item, loaded as soon as their ids are known. */
export class ItemLayers {
  readonly #options: ItemLayersOptions;

  constructor(options: ItemLayersOptions) {
    this.#options = options;
  }

  /** Call while the root component is set up. */
  static create(options: ItemLayersOptions): ItemLayers {
    return setItemLayers(new ItemLayers(options));
  }

  static get(): ItemLayers {
    return getItemLayers();
  }
}
