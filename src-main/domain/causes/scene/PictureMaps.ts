import type { Picture } from '../../rasters/Raster.ts';
import { selectMedian } from '../../metrics/quantile.ts';
import { boxMean } from './boxMean.ts';
import { connectedFrom } from './connectedFrom.ts';

/** Half the side of the window that texture is judged in. */
const textureReach = 3;
/** All channels at least this bright: nothing more can be told. */
const saturatedLevel = 250;
/** A sky is smooth: rms of the gradient below this, grey levels per pixel. */
const skyRoughness = 10;

/** What the left picture alone says, each map made when first asked for. */
export class PictureMaps {
  readonly width: number;
  readonly height: number;
  readonly picture: Picture;
  #grey: Float32Array | null = null;
  #roughness: Float32Array | null = null;
  #median: number | null = null;
  #sky: Uint8Array | null = null;

  constructor(picture: Picture) {
    this.width = picture.width;
    this.height = picture.height;
    this.picture = picture;
  }

  /** Mean of the channels, 0–255. */
  get grey(): Float32Array {
    this.#grey ??= meanOfChannels(this.picture);
    return this.#grey;
  }

  /** Root mean square of the gradient in 7 × 7 px, grey levels per pixel. */
  get roughness(): Float32Array {
    this.#roughness ??= gradientRms(this.grey, this.width, this.height);
    return this.#roughness;
  }

  /** Of the whole picture. */
  get medianRoughness(): number {
    if (this.#median === null) {
      const step = Math.max(1, Math.floor(this.roughness.length / 10_000));
      const sample = Float64Array.from(
        { length: Math.floor(this.roughness.length / step) },
        (_, k) => this.roughness[k * step]!,
      );
      this.#median = selectMedian(sample) ?? 0;
    }
    return this.#median;
  }

  isSaturated(i: number): boolean {
    const { data, channels } = this.picture;
    for (let c = 0; c < channels; c += 1) if (data[i * channels + c]! < saturatedLevel) return false;
    return true;
  }

  /** Smooth, bright or blue, and connected to the upper border. */
  get skyMask(): Uint8Array {
    this.#sky ??= this.#skyOf();
    return this.#sky;
  }

  #skyOf(): Uint8Array {
    const { width, height, picture, grey, roughness } = this;
    return connectedFrom(
      (i) => roughness[i]! < skyRoughness && (grey[i]! > 140 || isBlue(picture, i, grey[i]!)),
      { width, height, from: 'top' },
    );
  }

  /** Dark, as a mean of 3 × 3 leaves stars out. */
  darkMask(level: number): Uint8Array<ArrayBuffer> {
    const { width, height, grey } = this;
    return Uint8Array.from(boxMean(grey, { width, height, reach: 1 }), (mean) => (mean <= level ? 1 : 0));
  }

  /** The part of that which is connected to the border; empty where hardly any of the border is dark. */
  darkBorderMask(level: number): Uint8Array<ArrayBuffer> {
    const { width, height, grey } = this;
    if (!hasDarkBorder(grey, { width, height, level })) return new Uint8Array(grey.length);
    const smooth = boxMean(grey, { width, height, reach: 1 });
    return connectedFrom((i) => smooth[i]! <= level, { width, height, from: 'border' });
  }
}

/** A twentieth of the border must be dark: else there is no black background to follow into the picture. */
function hasDarkBorder(
  grey: Float32Array,
  { width, height, level }: { width: number; height: number; level: number },
): boolean {
  let dark = 0;
  for (let x = 0; x < width; x += 1) {
    if (grey[x]! <= level) dark += 1;
    if (grey[(height - 1) * width + x]! <= level) dark += 1;
  }
  for (let y = 0; y < height; y += 1) {
    if (grey[y * width]! <= level) dark += 1;
    if (grey[y * width + width - 1]! <= level) dark += 1;
  }
  return dark > 0.05 * 2 * (width + height);
}

function isBlue({ channels, data }: Picture, i: number, grey: number): boolean {
  if (channels === 1) return false;
  return data[3 * i + 2]! > 1.15 * data[3 * i]! && grey > 70;
}

function meanOfChannels({ channels, data, width, height }: Picture): Float32Array {
  if (channels === 1) return Float32Array.from(data);
  const grey = new Float32Array(width * height);
  for (let i = 0; i < grey.length; i += 1) grey[i] = (data[3 * i]! + data[3 * i + 1]! + data[3 * i + 2]!) / 3;
  return grey;
}

function gradientRms(grey: Float32Array, width: number, height: number): Float32Array {
  const energy = new Float32Array(grey.length);
  for (let y = 0; y < height; y += 1) {
    const down = y + 1 < height ? width : 0;
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
      const dx = grey[x + 1 < width ? i + 1 : i]! - grey[i]!;
      const dy = grey[i + down]! - grey[i]!;
      energy[i] = dx * dx + dy * dy;
    }
  }
  const mean = boxMean(energy, { width, height, reach: textureReach });
  for (let i = 0; i < mean.length; i += 1) mean[i] = Math.sqrt(Math.max(0, mean[i]!));
  return mean;
}
