import { nameOf } from '#domain/colormap/formatQuantity.ts';
import type { Picture, Quantity, Raster } from '#domain/rasters/Raster.ts';
import { createContext } from 'svelte';
import type { NavigationState } from '../studio/navigation.svelte.ts';
import type { XY } from '../studio/viewport.ts';
import type { ItemLayers } from './ItemLayers.svelte.ts';
import type { ShownMaps } from './shownMaps.svelte.ts';

export type Rgb = readonly [r: number, g: number, b: number];

/** A map's value at a pixel, in its own quantity, the shown one and metres; null where it has none. */
export interface MapValue {
  readonly value: number;
  readonly quantity: Quantity;
  /** In the quantity that the panes show. */
  readonly shown: number | null;
  readonly depthM: number | null;
}

/** Everything that is known about one pixel of the left image. */
export interface PixelValues {
  readonly x: number;
  readonly y: number;
  readonly left: Rgb | null;
  /** Of the right image, at the matching pixel where a disparity is known, else at the same one. */
  readonly right: Rgb | null;
  /** Where the right image was read: x − disparity. */
  readonly rightX: number | null;
  readonly groundTruth: MapValue | null;
  readonly prediction: MapValue | null;
  readonly error: MapValue | null;
  readonly ssim: number | null;
  readonly coverage: number | null;
}

const [getCursorValues, setCursorValues] = createContext<CursorValues>();

/** The values of all layers under the cursor, read from the rasters. */
export class CursorValues {
  readonly #layers: ItemLayers;
  readonly #shown: ShownMaps;
  readonly #navigation: NavigationState;
  /** Null while the pointer is on no pixel. */
  readonly current = $derived.by(() => {
    const { cursor } = this.#navigation;
    return cursor && this.at(cursor);
  });

  constructor(layers: ItemLayers, shown: ShownMaps, navigation: NavigationState) {
    this.#layers = layers;
    this.#shown = shown;
    this.#navigation = navigation;
  }

  static create(layers: ItemLayers, shown: ShownMaps, navigation: NavigationState): CursorValues {
    return setCursorValues(new CursorValues(layers, shown, navigation));
  }

  static get(): CursorValues {
    return getCursorValues();
  }

  /** Null outside the image. */
  at(point: XY): PixelValues | null {
    const image = this.#navigation.imageSize;
    const [x, y] = [Math.floor(point.x), Math.floor(point.y)];
    if (!image || x < 0 || y < 0 || x >= image.width || y >= image.height) return null;
    const { left, right, groundTruth, prediction, error, ssim, coverage } = this.#layers;
    const at = { x: (x + 0.5) / image.width, y: (y + 0.5) / image.height };
    const truth = this.#mapValue(groundTruth.value, at);
    const predicted = this.#mapValue(prediction.value, at);
    const disparity = this.#disparityOf(truth) ?? this.#disparityOf(predicted);
    const rightX = disparity === null ? null : Math.round(x - disparity);
    return {
      x,
      y,
      left: colorAt(left.value, at),
      right: colorAt(right.value, { x: ((rightX ?? x) + 0.5) / image.width, y: at.y }),
      rightX,
      groundTruth: truth,
      prediction: predicted,
      error: this.#mapValue(error.value, at),
      ssim: valueAt(ssim.value, at),
      coverage: valueAt(coverage.value, at),
    };
  }

  #mapValue(raster: Raster | null, at: XY): MapValue | null {
    const value = valueAt(raster, at);
    if (!raster || value === null) return null;
    const { quantity } = raster;
    const finite = (converted: number | null) =>
      converted !== null && Number.isFinite(converted) ? converted : null;
    return {
      value,
      quantity,
      shown: finite(this.#shown.convert(value, quantity, this.#shown.quantityOf(raster))),
      depthM: finite(this.#shown.convert(value, quantity, 'depth:m')),
    };
  }

  #disparityOf(map: MapValue | null): number | null {
    return map && this.#shown.convert(map.value, map.quantity, 'disparity:px');
  }
}

/** Relative error of a prediction in the shown quantity, as a share; null where it has none. */
export function relativeErrorOf({ groundTruth, prediction }: PixelValues): number | null {
  if (!groundTruth || !prediction || groundTruth.shown === null || prediction.shown === null) return null;
  const isComparable = nameOf[groundTruth.quantity].split(' ')[0] !== 'relative' && groundTruth.shown !== 0;
  return isComparable ? (prediction.shown - groundTruth.shown) / Math.abs(groundTruth.shown) : null;
}

/** `at` in fractions of the image, so that layers of other sizes answer for the same place. */
function indexAt({ width, height }: { width: number; height: number }, at: XY): number | null {
  const [x, y] = [Math.floor(at.x * width), Math.floor(at.y * height)];
  return x < 0 || y < 0 || x >= width || y >= height ? null : y * width + x;
}

function valueAt(raster: Raster | null, at: XY): number | null {
  const index = raster && indexAt(raster, at);
  const value = index === null ? NaN : raster!.values[index]!;
  return Number.isFinite(value) ? value : null;
}

function colorAt(picture: Picture | null, at: XY): Rgb | null {
  const index = picture && indexAt(picture, at);
  if (index === null) return null;
  const { channels, data } = picture!;
  const from = index * channels;
  return channels === 1
    ? [data[from]!, data[from]!, data[from]!]
    : [data[from]!, data[from + 1]!, data[from + 2]!];
}
