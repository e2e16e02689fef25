import type { ColorMapName } from '#domain/colormap/colorTables.ts';
import { nameOf, unitOf } from '#domain/colormap/formatQuantity.ts';
import type { Picture, Quantity, Raster } from '#domain/rasters/Raster.ts';
import type { RunRecord } from '#domain/records.ts';
import type { FlatContent } from '../gfx/FlatView.ts';
import type { RasterStyle } from '../gfx/layers/RasterLayer.ts';
import type { PaneKind } from '../studio/display.svelte.ts';
import type { BenchLayers } from './BenchLayers.svelte.ts';
import type { PixelValues } from './cursorValues.svelte.ts';
import type { ItemLayers } from './ItemLayers.svelte.ts';
import type { OtherRunLayers } from './OtherRunLayers.svelte.ts';
import type { LayerSlot } from './layerSlot.svelte.ts';
import type { StereoBench } from '../studio/stereoBench.svelte.ts';
import type { PhotometricLayers } from './PhotometricLayers.svelte.ts';
import type { ShownMaps } from './shownMaps.svelte.ts';

/** What a pane without its layer offers to do. */
export type PaneAction =
  | 'run-sgbm'
  | 'run-again'
  | 'choose-runs'
  | 'import-predictions'
  | 'give-calibration'
  | 'show-problems'
  | 'open-bench'
  | 'compare-sets'
  | 'change-recipe';

/** Why a pane is empty, and what makes its layer. */
export interface PaneMessage {
  readonly text: string;
  readonly tone: 'quiet' | 'wrong';
  readonly actions: readonly { readonly label: string; readonly action: PaneAction }[];
}

export interface ColorBarModel {
  readonly map: ColorMapName;
  /** Runs backwards, so that near stays at the warm end, which is always on top. */
  readonly reversed: boolean;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  /** Words at the top and bottom end, where colour alone would not say it. */
  readonly ends: readonly [top: string, bottom: string];
  /** Classes in place of a scale of numbers. */
  readonly marks?: readonly { readonly value: number; readonly label: string }[] | undefined;
  /** What to mark on the bar for a pixel; null where the map has no value. */
  readonly valueAt: (pixel: PixelValues) => number | null;
}

export interface PaneModel {
  readonly kind: PaneKind;
  readonly title: string;
  /** A word about the state of what is shown, e.g. that it is a preview. */
  readonly badge?: string | undefined;
  /** What is to be known of what is shown, beside it. */
  readonly notice?: PaneMessage | undefined;
  /** Method, quantity with unit, recipe, valid share; in this order. */
  readonly facts: readonly string[];
  readonly content: FlatContent;
  readonly bar: ColorBarModel | null;
  /** Null while the layer is there or being loaded. */
  readonly message: PaneMessage | null;
  readonly isLoading: boolean;
  /** What is going on while `isLoading`, where it is more than loading. */
  readonly work?: string | undefined;
}

/** What the panes' models are made from; all of it reactive. */
export interface PaneContext {
  readonly layers: ItemLayers;
  readonly photometric: PhotometricLayers;
  readonly otherRun: OtherRunLayers;
  readonly bench: StereoBench;
  readonly benchLayers: BenchLayers;
  readonly shown: ShownMaps;
  readonly colorMap: ColorMapName;
  /** The selected one. */
  readonly run: RunRecord | null;
  /** Of the selected run. */
  readonly method: string | null;
  readonly isRunning: boolean;
}

export function quietMessage(text: string, ...actions: PaneMessage['actions']): PaneMessage {
  return { text, tone: 'quiet', actions };
}

/** A failed load as the pane's message; null when there was no failure. */
export function failureOf(slot: LayerSlot<unknown>): PaneMessage | null {
  return slot.error && { text: slot.error.message, tone: 'wrong', actions: [] };
}

export function pictureFacts(picture: Picture | null): readonly string[] {
  return picture ? [`${picture.width} × ${picture.height}`, picture.channels === 1 ? 'grey' : 'RGB'] : [];
}

/** Said of pictures that are not shown as their files are. */
export function rectifiedBadge({ item }: ItemLayers): string | undefined {
  return item?.item.cameras ? 'rectified' : undefined;
}

export function quantityFact(quantity: Quantity): string {
  const unit = unitOf[quantity];
  return unit === '' ? nameOf[quantity] : `${nameOf[quantity]}, ${unit}`;
}

const shares = new WeakMap<Raster, number>();

/** Share of pixels that have a value, [0, 1]; counted once per raster. */
function validShareOf(raster: Raster): number {
  const known = shares.get(raster);
  if (known !== undefined) return known;
  let valid = 0;
  for (const value of raster.values) if (Number.isFinite(value)) valid += 1;
  const share = valid / raster.values.length;
  shares.set(raster, share);
  return share;
}

export const validFact = (raster: Raster) => `${(100 * validShareOf(raster)).toFixed(1)} % valid`;

/** A map's content and bar from one description, so that they cannot disagree. */
export function mapContent(
  raster: Raster,
  style: RasterStyle,
  bar: Pick<ColorBarModel, 'ends' | 'valueAt' | 'marks'>,
): Pick<PaneModel, 'content' | 'bar'> {
  const { map, reversed, min, max, quantity } = style;
  return {
    content: { kind: 'raster', raster, style },
    bar: { map, reversed, min, max, unit: unitOf[quantity], ...bar },
  };
}
