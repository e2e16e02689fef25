import { convertRaster } from '../camera/convertRaster.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import { colourise, type ColourOptions } from '../colormap/colourise.ts';
import { signedErrorMap, ssimMap } from '../colormap/colorTables.ts';
import { growsWithDistance } from '../colormap/formatQuantity.ts';
import { robustRange } from '../colormap/robustRange.ts';
import type { ComparedQuantity, Picture, Raster } from '../rasters/Raster.ts';
import type { CardFacts, CardMap } from './CardFacts.ts';
import { cardTile, type CardView } from './cardView.ts';

const tiles = 4;
/** Where nothing is shown: the grey that lies behind pictures. */
const empty = 0x60;

/** What ground truth is shown in, with the camera of the whole frame where that is needed. */
export interface ShownTruth {
  readonly quantity: ComparedQuantity;
  readonly rig: StereoRig | null;
}

/** What a card is drawn from: its view, and of all images just the crop of that view; a string says why there is nothing. */
export interface CardCut {
  readonly view: CardView;
  readonly left: Picture | string;
  /** As it is stored. */
  readonly groundTruth: Raster | string;
  /** Null without ground truth. */
  readonly shown: ShownTruth | null;
  readonly prediction: Raster;
  /** What the last tile shows. */
  readonly map: CardMap;
  readonly last: Raster | string;
}

/** The four tiles of a card side by side, and what their colours mean. */
export interface DrawnCard {
  readonly picture: Picture;
  readonly facts: CardFacts;
}

/**
 * The four tiles of a card side by side: left picture, ground truth, prediction, and SSIM or signed error. All show the same
 * crop at the same zoom; ground truth and prediction have one range of colours. Maps are sampled at the nearest pixel, so
 * that no value is shown that is not there; the picture is averaged.
 */
export function drawRegionCard(cut: CardCut): DrawnCard {
  const { view, map } = cut;
  const truth =
    typeof cut.groundTruth === 'string' ? null : asShown(sampled(cut.groundTruth, view), cut.shown);
  const prediction = sampled(cut.prediction, view);
  const { quantity } = prediction;
  const both = new Float32Array([...(truth?.values ?? []), ...prediction.values]);
  const range = robustRange(both, 2, 98) ?? [0, 1];
  const depth: ColourOptions = {
    map: 'turbo',
    min: range[0],
    max: range[1],
    reversed: growsWithDistance(quantity),
  };
  const last = typeof cut.last === 'string' ? null : sampled(cut.last, view);
  const span = map === 'ssim' ? null : spanOf(last);
  const mapRange: readonly [number, number] = span === null ? [0, 1] : [-span, span];
  const lastColours = { map: span === null ? ssimMap : signedErrorMap, min: mapRange[0], max: mapRange[1] };
  const sheet = new Sheet(view);
  if (typeof cut.left !== 'string') sheet.putPicture(0, cut.left);
  if (truth) sheet.putMap(1, truth, depth);
  sheet.putMap(2, prediction, depth);
  if (last) sheet.putMap(3, last, { ...lastColours, reversed: false });
  const reasonOf = (shown: object | string) => (typeof shown === 'string' ? shown : null);
  return {
    picture: sheet.picture,
    facts: {
      ...{ quantity, range, mapRange },
      reasons: [reasonOf(cut.left), reasonOf(cut.groundTruth), null, reasonOf(cut.last)],
    },
  };
}

function asShown(truth: Raster, shown: ShownTruth | null): Raster {
  if (shown === null) return truth;
  const { quantity, rig } = shown;
  return convertRaster(truth, quantity, rig && { ...rig, width: truth.width, height: truth.height });
}

/** What a map's crop shows in a tile, pixel by pixel. */
function sampled({ quantity, width, values }: Raster, { crop, place }: CardView): Raster {
  const shown = new Float32Array(place.width * place.height);
  for (let y = 0; y < place.height; y += 1) {
    const from = Math.floor(((y + 0.5) * crop.height) / place.height) * width;
    for (let x = 0; x < place.width; x += 1) {
      shown[y * place.width + x] = values[from + Math.floor(((x + 0.5) * crop.width) / place.width)]!;
    }
  }
  return { quantity, width: place.width, height: place.height, values: shown };
}

/** The 98th percentile of the size of the errors. */
function spanOf(error: Raster | null): number {
  const range = error && robustRange(error.values.map(Math.abs), 0, 98);
  return range === null || range[1] <= 0 ? 1 : range[1];
}

class Sheet {
  readonly picture: Picture;
  readonly #view: CardView;

  constructor(view: CardView) {
    const { width, height } = cardTile;
    this.#view = view;
    const data = new Uint8Array(width * tiles * height * 3).fill(empty);
    this.picture = { width: width * tiles, height, channels: 3, data };
  }

  putMap(tile: number, shown: Raster, colours: ColourOptions): void {
    const pixels = colourise(shown, colours);
    const { place } = this.#view;
    for (let y = 0; y < place.height; y += 1) {
      for (let x = 0; x < place.width; x += 1) {
        const from = 4 * (y * place.width + x);
        this.picture.data.set(pixels.subarray(from, from + 3), this.#at(tile, x, y));
      }
    }
  }

  putPicture(tile: number, { width, channels, data }: Picture): void {
    const { crop, place } = this.#view;
    for (let y = 0; y < place.height; y += 1) {
      const top = Math.floor((y * crop.height) / place.height);
      const bottom = Math.max(top + 1, Math.floor(((y + 1) * crop.height) / place.height));
      for (let x = 0; x < place.width; x += 1) {
        const left = Math.floor((x * crop.width) / place.width);
        const right = Math.max(left + 1, Math.floor(((x + 1) * crop.width) / place.width));
        const at = this.#at(tile, x, y);
        for (let c = 0; c < 3; c += 1) {
          let sum = 0;
          for (let v = top; v < bottom; v += 1) {
            for (let u = left; u < right; u += 1) sum += data[(v * width + u) * channels + (c % channels)]!;
          }
          this.picture.data[at + c] = sum / ((bottom - top) * (right - left));
        }
      }
    }
  }

  #at(tile: number, x: number, y: number): number {
    const { place } = this.#view;
    return 3 * ((place.y + y) * cardTile.width * tiles + tile * cardTile.width + place.x + x);
  }
}
