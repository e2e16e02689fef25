import type { RasterCache } from '../rasters/RasterCache.ts';
import type { Project } from '../studio/project.svelte.ts';
import { layerRequests } from './layerRequests.ts';
import type { ItemLayers } from './ItemLayers.svelte.ts';
import type { LayerRequest } from './layerSlot.svelte.ts';

interface PrefetchOptions {
  readonly rasters: RasterCache;
  readonly project: Project;
  readonly layers: ItemLayers;
  /** The selected run. Read reactively. */
  readonly runId: () => number | null;
}

/** Whoever only leafs through does not stay that long; what is fetched then would be in the way. */
const restMs = 250;
/** Larger images would push what is on screen out of the cache. */
const mostPixels = 8_000_000;

/**
 * Reads the maps of the next and the previous item of the list while the user looks at one whose own maps are all
 * there, so that the step to them shows no empty panes. Call while the root component is set up.
 */
export function prefetchNeighbours({ rasters, project, layers, runId }: PrefetchOptions): void {
  $effect(() => {
    const itemId = layers.item?.item.id;
    const run = runId();
    if (itemId === undefined || layers.isLoading) return;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => {
      void (async () => {
        for (const step of [1, -1]) {
          const neighbour = await project.items.neighbour(itemId, step);
          if (neighbour !== null && !signal.aborted) await fetch(neighbour, run, signal);
        }
      })().catch(() => {
        // Aborted, or something is wrong with that item, which is told when it is selected.
      });
    }, restMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  });

  async function fetch(itemId: number, run: number | null, signal: AbortSignal): Promise<void> {
    const { item, evaluation } = await project.readFrame(itemId, run, signal);
    if (item.item.width * item.item.height > mostPixels) return;
    const requests: Readonly<Record<string, LayerRequest<unknown> | null>> = {
      ...layerRequests(rasters, item, evaluation),
    };
    for (const request of Object.values(requests)) await request?.load(signal);
  }
}
