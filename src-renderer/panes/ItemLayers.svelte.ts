import type { EvaluationAnswer, ItemAnswer } from '#api/contract.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { AssetRecord, AssetRole, EvaluationRecord } from '#domain/records.ts';
import { createContext, untrack } from 'svelte';
import type { RasterCache } from '../rasters/RasterCache.ts';
import { DisplayState } from '../studio/display.svelte.ts';
import { NavigationState } from '../studio/navigation.svelte.ts';
import { CursorValues } from './cursorValues.svelte.ts';
import { assetOf, groundTruthOf, layerRequests } from './layerRequests.ts';
import { LayerSlot } from './layerSlot.svelte.ts';
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

  readonly #requests = $derived.by(() => layerRequests(this.#options.rasters, this.item, this.evaluation));

  constructor(options: ItemLayersOptions) {
    this.#options = options;
    this.left = new LayerSlot(() => this.#requests.left);
    this.right = new LayerSlot(() => this.#requests.right);
    this.groundTruth = new LayerSlot(() => this.#requests.groundTruth);
    this.raw = new LayerSlot(() => this.#requests.raw);
    this.aligned = new LayerSlot(() => this.#requests.aligned);
    this.error = new LayerSlot(() => this.#requests.error);
    this.ssim = new LayerSlot(() => this.#requests.ssim);
    this.coverage = new LayerSlot(() => this.#requests.coverage);
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

  get groundTruthAsset(): AssetRecord | null {
    return groundTruthOf(this.item);
  }

  /** What the prediction pane shows: the aligned map where there is an evaluation, else the map as it came. */
  get prediction(): LayerSlot<Raster> {
    return this.record ? this.aligned : this.raw;
  }

  asset(role: AssetRole): AssetRecord | null {
    return assetOf(this.item, role);
  }

  /** Some layer is still on its way. */
  get isLoading(): boolean {
    const { left, right, groundTruth, raw, aligned, error, ssim, coverage } = this;
    return [left, right, groundTruth, raw, aligned, error, ssim, coverage].some((slot) => slot.isLoading);
  }
}

function sizeOf(item: ItemAnswer | null): { width: number; height: number } | null {
  return item && { width: item.item.width, height: item.item.height };
}
