import { selectMedian } from '../metrics/quantile.ts';
import type { FrameScene } from './FrameScene.ts';

/** So many pixels of a region are measured; more would not change a median. */
const mostSamples = 1500;
/** Of these the pictures are compared. */
const mostPatches = 400;
/** How far the surroundings reach, px. */
const ringPx = 6;

/** How well the two pictures agree at a disparity: mean |I(x) − I′(x − d)| over 3 × 3 px, grey levels. */
export interface PictureFit {
  readonly predicted: number;
  readonly reference: number;
}

/** A region as causes see it: a regular sample of its pixels, its surroundings, and means over either. */
export class RegionView {
  /** All of the region's pixels, in reading order. */
  readonly pixels: Int32Array;
  readonly bbox: readonly [x: number, y: number, width: number, height: number];
  /** Regular sample of the pixels. */
  readonly sample: Int32Array;
  /** Those of the sample that fail. */
  readonly failing: Int32Array;
  readonly isWholeImage: boolean;
  readonly #scene: FrameScene;
  readonly #inRegions: Uint8Array;
  #ring: Int32Array | null = null;
  #pictureFit: PictureFit | null | undefined;
  readonly #known = new Map<unknown, unknown>();

  /**
   * The scene must be prepared in the region's box.
   * @param fails  1 where a pixel of the frame fails.
   * @param inRegions  1 where a pixel belongs to any region: surroundings are sound.
   */
  constructor(
    area: { readonly pixels: Int32Array; readonly bbox: RegionView['bbox']; readonly isWholeImage: boolean },
    { scene, fails, inRegions }: { scene: FrameScene; fails: Uint8Array; inRegions: Uint8Array },
  ) {
    this.pixels = area.pixels;
    this.bbox = area.bbox;
    this.isWholeImage = area.isWholeImage;
    this.sample = thinned(area.pixels, mostSamples);
    const failing = new Int32Array(this.sample.length);
    let count = 0;
    for (let k = 0; k < failing.length; k += 1)
      if (fails[this.sample[k]!] !== 0) failing[count++] = this.sample[k]!;
    this.failing = failing.subarray(0, count);
    this.#scene = scene;
    this.#inRegions = inRegions;
  }

  get areaPx(): number {
    return this.pixels.length;
  }

  /** What a measurement that several causes ask for gave; it is made once. */
  once<Result>(measure: (region: RegionView, scene: FrameScene) => Result): Result {
    if (!this.#known.has(measure)) this.#known.set(measure, measure(this, this.#scene));
    return this.#known.get(measure) as Result;
  }

  /** Share of the failing pixels (all, where none fails by itself) that a rule takes. */
  share(takes: (i: number) => boolean): number {
    const pixels = this.failing.length > 0 ? this.failing : this.sample;
    let count = 0;
    for (let k = 0; k < pixels.length; k += 1) if (takes(pixels[k]!)) count += 1;
    return pixels.length === 0 ? 0 : count / pixels.length;
  }

  shareIn(mask: Uint8Array | null): number {
    return mask === null ? 0 : this.share((i) => mask[i] !== 0);
  }

  /** Median over the failing pixels with a value; null where none has one. */
  median(valueAt: (i: number) => number): number | null {
    return medianOver(this.failing, valueAt);
  }

  /** Sound pixels within 6 px. */
  get ring(): Int32Array {
    this.#ring ??= this.#ringOf();
    return this.#ring;
  }

  ringMedian(valueAt: (i: number) => number): number | null {
    return medianOver(this.ring, valueAt);
  }

  /** The values around, ascending. */
  ringValues(valueAt: (i: number) => number): Float64Array {
    const values = new Float64Array(this.ring.length);
    let count = 0;
    for (let k = 0; k < values.length; k += 1) {
      const value = valueAt(this.ring[k]!);
      if (Number.isFinite(value)) values[count++] = value;
    }
    return values.subarray(0, count).sort();
  }

  #ringOf(): Int32Array {
    const { width, height } = this.#scene;
    const [x0, y0, w, h] = this.bbox;
    const [left, top] = [Math.max(0, x0 - ringPx), Math.max(0, y0 - ringPx)];
    const [right, bottom] = [Math.min(width, x0 + w + ringPx), Math.min(height, y0 + h + ringPx)];
    const across = right - left;
    const grown = new Uint8Array(across * (bottom - top));
    for (const i of this.pixels) grown[(Math.floor(i / width) - top) * across + (i % width) - left] = 1;
    spread(grown, across, bottom - top);
    const ring: number[] = [];
    for (let y = top, k = 0; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1, k += 1) {
        const i = y * width + x;
        if (grown[k] !== 0 && this.#inRegions[i] === 0) ring.push(i);
      }
    }
    return thinned(Int32Array.from(ring), mostSamples);
  }

  /** Null where there is no pair, no rig, or no reference. */
  get pictureFit(): PictureFit | null {
    if (this.#pictureFit === undefined) this.#pictureFit = this.#pictureFitOf();
    return this.#pictureFit;
  }

  #pictureFitOf(): PictureFit | null {
    const { picture, right, disparityOf, input, occluded } = this.#scene;
    const { reference, predicted } = input;
    if (picture === null || right === null || disparityOf === null || reference === null) return null;
    let [sumP, sumR, count] = [0, 0, 0];
    for (const i of thinned(this.failing, mostPatches)) {
      // What the right camera does not see has no partner to agree with.
      if (occluded !== null && occluded[i] !== 0) continue;
      const p = patchDifference(picture.grey, right.grey, i, disparityOf(predicted[i]!), this.#scene);
      const r = patchDifference(picture.grey, right.grey, i, disparityOf(reference[i]!), this.#scene);
      if (Number.isNaN(p) || Number.isNaN(r)) continue;
      sumP += p;
      sumR += r;
      count += 1;
    }
    return count < 10 ? null : { predicted: sumP / count, reference: sumR / count };
  }
}

/** Every so manyth entry, so that at most `most` are left. */
function thinned(values: Int32Array, most: number): Int32Array {
  if (values.length <= most) return values;
  const step = values.length / most;
  return Int32Array.from({ length: most }, (_, k) => values[Math.floor(k * step)]!);
}

function medianOver(pixels: Int32Array, valueAt: (i: number) => number): number | null {
  const values = new Float64Array(pixels.length);
  let count = 0;
  for (let k = 0; k < pixels.length; k += 1) {
    const value = valueAt(pixels[k]!);
    if (Number.isFinite(value)) values[count++] = value;
  }
  return selectMedian(values.subarray(0, count));
}

/** Grows a mask by ringPx in both directions. */
function spread(mask: Uint8Array, width: number, height: number): void {
  spreadLines(mask, { lines: height, length: width, stride: 1, next: width });
  spreadLines(mask, { lines: width, length: height, stride: width, next: 1 });
}

function spreadLines(
  mask: Uint8Array,
  { lines, length, stride, next }: { lines: number; length: number; stride: number; next: number },
): void {
  for (let line = 0; line < lines; line += 1) {
    const from = line * next;
    let last = -Infinity;
    const marks: number[] = [];
    for (let k = 0; k < length; k += 1) {
      if (mask[from + k * stride] !== 0) {
        for (let b = Math.max(0, k - ringPx, last + 1); b < k; b += 1) marks.push(b);
        last = k;
      } else if (k - last <= ringPx) marks.push(k);
    }
    for (const k of marks) mask[from + k * stride] = 1;
  }
}

/** NaN where the partner lies outside the right picture. */
function patchDifference(
  left: Float32Array,
  right: Float32Array,
  i: number,
  disparity: number,
  { width, height }: { width: number; height: number },
): number {
  const [x, y] = [i % width, Math.floor(i / width)];
  const at = x - disparity;
  const base = Math.floor(at);
  const part = at - base;
  if (!(base >= 1 && base + 2 < width && x >= 1 && x + 1 < width && y >= 1 && y + 1 < height)) return NaN;
  let sum = 0;
  for (let v = -1; v <= 1; v += 1) {
    const row = (y + v) * width;
    for (let u = -1; u <= 1; u += 1) {
      const k = row + base + u;
      const seen = right[k]! + part * (right[k + 1]! - right[k]!);
      sum += Math.abs(left[row + x + u]! - seen);
    }
  }
  return sum / 9;
}
