import { canConvert, convertScalar, metricQuantity } from '#domain/camera/convertRaster.ts';
import { robustRange } from '#domain/colormap/robustRange.ts';
import type { ComparedQuantity, Quantity, Raster } from '#domain/rasters/Raster.ts';
import { createContext } from 'svelte';
import type { DisplayState } from '../studio/display.svelte.ts';
import type { ItemLayers } from './ItemLayers.svelte.ts';

export type Range = readonly [min: number, max: number];

const comparedOf: Partial<Record<Quantity, ComparedQuantity>> = {
  'disparity:px': 'disparity',
  'depth:m': 'depth',
  'inverse-depth:1/m': 'inverse-depth',
};

const [getShownMaps, setShownMaps] = createContext<ShownMaps>();

/** What the display settings mean for the current item: the quantity and the ranges that its maps are shown in. */
export class ShownMaps {
  readonly #layers: ItemLayers;
  readonly #display: DisplayState;

  /** Of the ground truth, or of the prediction where there is none; in the shown quantity. */
  readonly #itemRange = $derived.by(() =>
    this.#rangeOf(this.#layers.groundTruth.value ?? this.#layers.prediction.value),
  );
  readonly #itemErrorLimit = $derived.by(() => errorLimitOf(this.#layers.error.value));

  readonly quantity = $derived.by((): Quantity => {
    const stored = this.#layers.groundTruth.value ?? this.#layers.prediction.value;
    const wanted = this.#display.settings.quantity;
    if (!stored) return 'disparity:px';
    if (wanted === 'stored' || !canConvert(stored, wanted, this.#layers.rig)) return stored.quantity;
    return metricQuantity[wanted];
  });

  readonly depthRange = $derived.by((): Range => {
    const { mode, min, max } = this.#display.settings.depthRange;
    return mode === 'fixed' ? [min, max] : (this.#itemRange ?? [0, 1]);
  });

  /** Symmetric about 0. */
  readonly errorRange = $derived.by((): Range => {
    const { mode, max } = this.#display.settings.errorRange;
    const limit = mode === 'fixed' ? max : (this.#itemErrorLimit ?? 1);
    return [-limit, limit];
  });

  readonly ssimRange = $derived.by((): Range => [this.#display.settings.ssimFrom, 1]);

  constructor(layers: ItemLayers, display: DisplayState) {
    this.#layers = layers;
    this.#display = display;
  }

  static create(layers: ItemLayers, display: DisplayState): ShownMaps {
    return setShownMaps(new ShownMaps(layers, display));
  }

  static get(): ShownMaps {
    return getShownMaps();
  }

  /** The quantity in which a depth-like map is really shown: its own where it cannot be converted. */
  quantityOf(raster: Raster): Quantity {
    const to = comparedOf[this.quantity];
    return to && canConvert(raster, to, this.#layers.rig) ? this.quantity : raster.quantity;
  }

  /** False where there is neither ground truth nor a prediction to take the common range from, and none was typed. */
  get hasDepthRange(): boolean {
    return this.#display.settings.depthRange.mode === 'fixed' || this.#itemRange !== null;
  }

  /** The range of a map that cannot be shown in the common quantity: its own percentiles. */
  ownRangeOf(raster: Raster): Range {
    return this.#rangeOf(raster) ?? [0, 1];
  }

  /** Values of a map in another quantity; null where that cannot be said. */
  convert(value: number, from: Quantity, to: Quantity): number | null {
    if (from === to) return value;
    const [a, b] = [comparedOf[from], comparedOf[to]];
    const { rig } = this.#layers;
    if (!a || !b) return null;
    const needsBaseline = (a === 'disparity') !== (b === 'disparity');
    if (needsBaseline && rig?.baselineM == null) return null;
    return convertScalar(a, b, rig)(value);
  }

  /** Percentiles of a map in the shown quantity, within the visible box if one is given. */
  #rangeOf(raster: Raster | null, box?: readonly [number, number, number, number]): Range | null {
    if (!raster) return null;
    const trim = this.#display.settings.trimPercent;
    const range = robustRange(box ? cut(raster, box) : raster.values, trim, 100 - trim);
    if (!range) return null;
    const shown = this.quantityOf(raster);
    const ends = range.map((value) => this.convert(value, raster.quantity, shown)).filter((v) => v !== null);
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    return Number.isFinite(low) && Number.isFinite(high) && low < high ? [low, high] : null;
  }

  /** Sets the range to what is visible of the ground truth, else of the prediction. */
  rangeToVisible(box: readonly [number, number, number, number]): void {
    const { groundTruth, prediction } = this.#layers;
    const range = this.#rangeOf(groundTruth.value, box) ?? this.#rangeOf(prediction.value, box);
    if (range) this.#display.setDepthRange(...range);
  }
}

function errorLimitOf(error: Raster | null): number | null {
  if (!error) return null;
  const magnitude = robustRange(error.values.map(Math.abs), 0, 95);
  return magnitude && magnitude[1] > 0 ? magnitude[1] : null;
}

function cut(
  { width, height, values }: Raster,
  [x, y, w, h]: readonly [number, number, number, number],
): number[] {
  const found: number[] = [];
  const right = Math.min(width, Math.ceil(x + w));
  const bottom = Math.min(height, Math.ceil(y + h));
  for (let row = Math.max(0, Math.floor(y)); row < bottom; row += 1) {
    for (let column = Math.max(0, Math.floor(x)); column < right; column += 1) {
      found.push(values[row * width + column]!);
    }
  }
  return found;
}
