import { canConvert } from '#domain/camera/convertRaster.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { checkMessage } from '../checkPane.ts';
import { failureOf, quietMessage, type PaneContext, type PaneModel } from '../paneModel.ts';
import type { ItemLayers } from '../ItemLayers.svelte.ts';

/** The right image where the run's map says the left one's pixels are: what the left image would look like. */
export function reconstructionPane(context: PaneContext): PaneModel {
  const { layers, method } = context;
  const right = layers.right.value;
  const map = mapOf(layers);
  const isLoading = layers.right.isLoading || layers.raw.isLoading || layers.aligned.isLoading;
  const fits = right !== null && map !== null && right.width === map.width && right.height === map.height;
  return {
    kind: 'reconstruction',
    title: 'Reconstruction',
    facts: fits ? [method ?? '', 'right image warped into the left view'].filter(Boolean) : [],
    content: fits ? { kind: 'warp', warp: { right, map, rig: layers.rig } } : null,
    bar: null,
    message: fits || isLoading ? null : messageOf(context, map),
    isLoading,
  };
}

/** The map as the method gave it where that says a disparity, else the one that was aligned to ground truth. */
function mapOf({ raw, aligned, rig }: ItemLayers): Raster | null {
  const says = (map: Raster | null) => map !== null && canConvert(map, 'disparity', rig);
  if (says(raw.value)) return raw.value;
  return says(aligned.value) ? aligned.value : null;
}

function messageOf(context: PaneContext, map: Raster | null): PaneModel['message'] {
  const { layers } = context;
  const failure = failureOf(layers.right) ?? failureOf(layers.raw);
  if (failure) return failure;
  if (layers.raw.value && !map) {
    return quietMessage(
      'This map says nothing about disparity: it has no unit, or the calibration no baseline',
      {
        label: 'Give calibration…',
        action: 'give-calibration',
      },
    );
  }
  const right = layers.right.value;
  if (map && right) {
    const sizes = `${map.width} × ${map.height}, the right image ${right.width} × ${right.height}`;
    return { text: `The map is ${sizes}; they must be of one size`, tone: 'wrong', actions: [] };
  }
  return checkMessage(context);
}
