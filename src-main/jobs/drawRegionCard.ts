import { colourise, type ColourOptions } from '#domain/colormap/colourise.ts';
import { signedErrorMap, ssimMap } from '#domain/colormap/colorTables.ts';
import { growsWithDistance } from '#domain/colormap/formatQuantity.ts';
import { robustRange } from '#domain/colormap/robustRange.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { RegionRecord } from '#domain/records.ts';
import type { CardFacts, CardMap } from '#domain/review/CardFacts.ts';
import { cardTile, cardView, type CardView } from '#domain/review/cardView.ts';
import type { CardFrame } from './CardFrames.ts';

const tiles = 4;
/** Where nothing is shown: the grey that lies behind pictures. */
const empty = 0x60;

/**
 * The four tiles of a card side by side: left picture, ground truth, prediction, and SSIM or signed error. All show the same
 * crop at the same zoom; ground truth and prediction have one range of colours. Maps are sampled at the nearest pixel, so
 * that no value is shown that is not there; the picture is averaged.
 */
export function drawRegionCard(
  frame: CardFrame,
  { bbox }: Pick<RegionRecord, 'bbox'>,
  map: CardMap,
): { readonly picture: Picture; readonly facts: CardFacts } {
  const view = cardView(bbox, frame);
  const truth = typeof frame.groundTruth === 'string' ? null : sampled(frame.groundTruth, view);
  const prediction = sampled(frame.prediction, view);
  const { quantity } = prediction;
  const both = new Float32Array([...(truth?.values ?? []), ...prediction.values]);
  const range = robustRange(both, 2, 98) ?? [0, 1];
  const depth: ColourOptions = {
    map: 'turbo',
    min: range[0],
    max: range[1],
    reversed: growsWithDistance(quantity),
  };
  const source = map === 'ssim' ? frame.ssim : frame.error;
  const last = typeof source === 'string' ? null : sampled(source, view);
  const span = map === 'ssim' ? null : spanOf(last);
  const mapRange: readonly [number, number] = span === null ? [0, 1] : [-span, span];
  const lastColours = { map: span === null ? ssimMap : signedErrorMap, min: mapRange[0], max: mapRange[1] };
  const sheet = new Sheet(view);
  if (typeof frame.left !== 'string') sheet.putPicture(0, frame.left);
  if (truth) sheet.putMap(1, truth, depth);
  sheet.putMap(2, prediction, depth);
  if (last) sheet.putMap(3, last, { ...lastColours, reversed: false });
  const reasonOf = (shown: object | string) => (typeof shown === 'string' ? shown : null);
  return {
    picture: sheet.picture,
    facts: {
      ...{ quantity, range, mapRange },
      reasons: [reasonOf(frame.left), reasonOf(frame.groundTruth), null, reasonOf(source)],
    },
  };
}

/** What a map shows in a tile, pixel by pixel. */
function sampled({ quantity, width, values }: Raster, { crop, place }: CardView): Raster {
  const shown = new Float32Array(place.width * place.height);
  for (let y = 0; y < place.height; y += 1) {
    const from = (crop.y + Math.floor(((y + 0.5) * crop.height) / place.height)) * width + crop.x;
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
      const top = crop.y + Math.floor((y * crop.height) / place.height);
      const bottom = Math.max(top + 1, crop.y + Math.floor(((y + 1) * crop.height) / place.height));
      for (let x = 0; x < place.width; x += 1) {
        const left = crop.x + Math.floor((x * crop.width) / place.width);
        const right = Math.max(left + 1, crop.x + Math.floor(((x + 1) * crop.width) / place.width));
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
