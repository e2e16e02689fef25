import type { Raster } from '#domain/rasters/Raster.ts';
import type { RasterStyle } from '../gfx/layers/RasterLayer.ts';
import type { PaneKind } from '../studio/display.svelte.ts';
import type { LayerSlot } from './layerSlot.svelte.ts';
import {
  failureOf,
  mapContent,
  quantityFact,
  validFact,
  type ColorBarModel,
  type PaneContext,
  type PaneModel,
} from './paneModel.ts';
import { comparisonMessage } from './prediction/predictionMessage.ts';

interface ComparisonPane {
  readonly kind: PaneKind;
  readonly title: string;
  readonly slot: LayerSlot<Raster>;
  readonly style: Pick<RasterStyle, 'map' | 'min' | 'max' | 'isAbsolute'>;
  readonly ends: readonly [top: string, bottom: string];
  readonly valueAt: ColorBarModel['valueAt'];
}

/** A map that compares prediction and ground truth: SSIM or an error. */
export function comparisonPane(pane: ComparisonPane, context: PaneContext): PaneModel {
  const { kind, title, slot, ends, valueAt } = pane;
  const raster = slot.value;
  const style = raster && { ...pane.style, reversed: false, quantity: raster.quantity, rig: null };
  const shown = raster && style && mapContent(raster, style, { ends, valueAt });
  const recipe = context.layers.evaluation?.recipe?.label;
  const quantity = raster && quantityFact(raster.quantity);
  return {
    kind,
    title,
    facts: raster
      ? [
          ...(quantity && quantity !== title ? [quantity] : []),
          validFact(raster),
          ...(recipe ? [recipe] : []),
        ]
      : [],
    content: shown?.content ?? null,
    bar: shown?.bar ?? null,
    message: failureOf(slot) ?? (raster || slot.isLoading ? null : comparisonMessage(context)),
    isLoading: slot.isLoading,
  };
}
