import type { EvaluationAnswer, ItemAnswer } from '#api/contract.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { AssetRecord, AssetRole, EvaluationRecord } from '#domain/records.ts';
import { createContext, untrack } from 'svelte';
import type { RasterCache } from '../rasters/RasterCache.ts';
import { DisplayState } from '../studio/display.svelte.ts';
import { NavigationState } from '../studio/navigation.svelte.ts';
import { CursorValues } from './cursorValues.svelte.ts';
import { LayerSlot, type LayerRequest } from './layerSlot.svelte.ts';
import { ShownMaps } from './shownMaps.svelte.ts';

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
  readonly left: LayerSlot<Picture>;
  readonly right: LayerSlot<Picture>;
  readonly groundTruth: LayerSlot<Raster>;
  /** As the method gave it. */
  readonly raw: LayerSlot<Raster>;
  /** In the compared quantity, after alignment and clipping. */
  readonly aligned: LayerSlot<Raster>;
  readonly error: LayerSlot<Raster>;
  readonly ssim: LayerSlot<Raster>;
  readonly coverage: LayerSlot<Raster>;
  readonly #options: ItemLayersOptions;

  constructor(options: ItemLayersOptions) {
    this.#options = options;
    const { rasters } = options;
    const picture = (role: AssetRole) =>
      new LayerSlot<Picture>(() =>
        requestOf(this.asset(role), (asset, signal) => rasters.assetPicture(asset, signal)),
      );
    const derived = (id: () => string | null | undefined) =>
      new LayerSlot<Raster>(() => {
        const rasterId = id();
        return rasterId ? { key: rasterId, load: (signal) => rasters.raster(rasterId, signal) } : null;
      });
    this.left = picture('left');
    this.right = picture('right');
    this.groundTruth = new LayerSlot<Raster>(() =>
      requestOf(this.groundTruthAsset, (asset, signal) => rasters.assetRaster(asset, signal)),
    );
    this.raw = derived(() => this.evaluation?.prediction?.rasterId);
    this.aligned = derived(() => this.record?.alignedRasterId);
    this.error = derived(() => this.record?.errorRasterId);
    this.ssim = derived(() => this.record?.ssimRasterId);
    this.coverage = derived(() => this.record?.coverageRasterId);
  }

  /**
   * Call while the root component is set up, after NavigationState and DisplayState; what the panes derive from the
   * layers (ShownMaps, CursorValues) is made along with them.
   */
  static create(options: ItemLayersOptions): ItemLayers {
    const layers = setItemLayers(new ItemLayers(options));
    const navigation = NavigationState.get();
    const shown = ShownMaps.create(layers, DisplayState.get());
    CursorValues.create(layers, shown, navigation);
    const id = $derived(layers.item?.item.id ?? null);
    $effect(() => {
      const isThere = id !== null;
      untrack(() => navigation.show(isThere ? sizeOf(layers.item) : null));
    });
    return layers;
  }

  static get(): ItemLayers {
    return getItemLayers();
  }

  get item(): ItemAnswer | null {
    return this.#options.item();
  }

  get evaluation(): EvaluationAnswer | null {
    return this.#options.evaluation();
  }

  get record(): EvaluationRecord | null {
    return this.evaluation?.evaluation ?? null;
  }

  get rig(): StereoRig | null {
    return this.item?.item.rig ?? null;
  }

  /** Disparity before depth, where an item has both. */
  get groundTruthAsset(): AssetRecord | null {
    return this.asset('disparity') ?? this.asset('depth');
  }

  /** What the prediction pane shows: the aligned map where there is an evaluation, else the map as it came. */
  get prediction(): LayerSlot<Raster> {
    return this.record ? this.aligned : this.raw;
  }

  asset(role: AssetRole): AssetRecord | null {
    return this.item?.assets.find((asset) => asset.role === role) ?? null;
  }
}

function requestOf<T>(
  asset: AssetRecord | null,
  load: (asset: AssetRecord, signal: AbortSignal) => Promise<T>,
): LayerRequest<T> | null {
  if (!asset) return null;
  const key = `${asset.id}:${asset.sha256}:${JSON.stringify(asset.encoding)}`;
  return { key, load: (signal) => load(asset, signal) };
}

function sizeOf(item: ItemAnswer | null): { width: number; height: number } | null {
  return item && { width: item.item.width, height: item.item.height };
}
