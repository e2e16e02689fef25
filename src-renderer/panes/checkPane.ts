import type { Raster } from '#domain/rasters/Raster.ts';
import { isStudioError } from '#domain/errors.ts';
import type { RasterStyle } from '../gfx/layers/RasterLayer.ts';
import { paneTitles, type PaneKind } from '../studio/display.svelte.ts';
import type { LayerSlot } from './layerSlot.svelte.ts';
import { mapValueAt } from './mapValueAt.ts';
import {
  failureOf,
  mapContent,
  quietMessage,
  validFact,
  type PaneContext,
  type PaneMessage,
  type PaneModel,
} from './paneModel.ts';
import { predictionMessage } from './prediction/predictionMessage.ts';

interface CheckPane {
  readonly kind: PaneKind;
  readonly slot: LayerSlot<Raster>;
  readonly style: Pick<RasterStyle, 'map' | 'min' | 'max' | 'isAbsolute'>;
  readonly ends: readonly [top: string, bottom: string];
  /** Words on the bar in place of numbers. */
  readonly marks?: readonly { readonly value: number; readonly label: string }[];
  /** What is shown, beside the share of valid pixels. */
  readonly facts: readonly string[];
  /** Why there is no such map although there is a check. */
  readonly absence?: string | null;
}

/** A map of the self-check: what the pair itself says about the run's map. */
export function checkPane(pane: CheckPane, context: PaneContext): PaneModel {
  const { kind, slot, style, ends, marks } = pane;
  const { check } = context.photometric;
  const raster = slot.value;
  const isLoading = check.isLoading || slot.isLoading;
  const shown =
    raster &&
    mapContent(
      raster,
      { ...style, reversed: false, quantity: raster.quantity, rig: null },
      { ends, marks, valueAt: (pixel) => absoluteIf(style.isAbsolute, mapValueAt(raster, pixel)) },
    );
  return {
    kind,
    title: paneTitles[kind],
    facts: raster ? [context.method ?? '', ...pane.facts, validFact(raster)].filter(Boolean) : [],
    content: shown?.content ?? null,
    bar: shown?.bar ?? null,
    message: failureOf(slot) ?? (raster || isLoading ? null : checkMessage(context, pane.absence ?? null)),
    isLoading,
    work: check.isLoading ? 'Checking the map against its pair…' : undefined,
  };
}

/** Why there is no check for the item, and what makes one. */
export function checkMessage(context: PaneContext, absence: string | null = null): PaneMessage | null {
  const { layers, photometric } = context;
  if (!layers.item) return null;
  if (!layers.asset('right')) {
    return quietMessage(
      'This item has no right image; only a stereo pair can check a map without ground truth',
    );
  }
  if (layers.evaluation?.prediction?.state !== 'done') return predictionMessage(context);
  const { error } = photometric.check;
  if (error) {
    const tag = isStudioError(error) ? error.tag : 'Bug';
    const actions =
      tag === 'CalibrationMissing'
        ? [{ label: 'Give calibration…', action: 'give-calibration' } as const]
        : [];
    return { text: `Not checked (${tag}): ${error.message}`, tone: 'wrong', actions };
  }
  return absence === null ? null : quietMessage(absence);
}

function absoluteIf(isAbsolute: boolean, value: number | null): number | null {
  return value !== null && isAbsolute ? Math.abs(value) : value;
}
