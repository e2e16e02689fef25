import type { AxisTaps } from './AxisTaps.ts';

export interface SampledPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** Row-major, channels interleaved. */
  readonly data: Uint8Array | Float32Array;
}

export interface ResampleOptions {
  readonly across: AxisTaps;
  readonly down: AxisTaps;
  /**
   * `none`: all in float64. `end`: rounded (half to even) and clipped to 0…255.
   * `each`: rounded (half up) and clipped after each axis, as Pillow does on 8-bit samples.
   */
  readonly rounding: 'none' | 'end' | 'each';
}

/**
 * Resamples across, then down, and hands over row by row, channels interleaved; the row is reused for the next. A row of
 * the input is resampled once, when first needed, so that large pictures need no second copy of themselves.
 */
export function resample(
  picture: SampledPicture,
  { across, down, rounding }: ResampleOptions,
  onRow: (row: Float64Array, y: number) => void,
): void {
  const { channels } = picture;
  const length = across.length * channels;
  const kept = new Map<number, Float64Array>();
  const spare: Float64Array[] = [];
  const row = new Float64Array(length);
  for (let y = 0; y < down.length; y++) {
    const taps = down.indices.subarray(y * down.count, (y + 1) * down.count);
    const least = taps[0]!;
    for (const [at, old] of kept) {
      if (at >= least) continue;
      kept.delete(at);
      spare.push(old);
    }
    row.fill(0);
    for (let k = 0; k < down.count; k++) {
      const weight = down.weights[y * down.count + k]!;
      if (weight === 0) continue;
      const at = taps[k]!;
      let source = kept.get(at);
      if (source === undefined) {
        source = spare.pop() ?? new Float64Array(length);
        resampleRow(picture, at, across, source);
        if (rounding === 'each') roundHalfUp(source);
        kept.set(at, source);
      }
      for (let i = 0; i < length; i++) row[i] = row[i]! + weight * source[i]!;
    }
    if (rounding === 'each') roundHalfUp(row);
    else if (rounding === 'end') roundHalfEven(row);
    onRow(row, y);
  }
}

/** One row across. A loop per number of channels: this is where the time goes. */
function resampleRow(
  { width, channels, data }: SampledPicture,
  y: number,
  across: AxisTaps,
  out: Float64Array,
): void {
  const { count, indices, weights } = across;
  const base = y * width * channels;
  if (channels === 3) {
    for (let x = 0, at = 0, o = 0; x < across.length; x++, o += 3) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let k = 0; k < count; k++, at++) {
        const weight = weights[at]!;
        const from = base + indices[at]! * 3;
        r += weight * data[from]!;
        g += weight * data[from + 1]!;
        b += weight * data[from + 2]!;
      }
      out[o] = r;
      out[o + 1] = g;
      out[o + 2] = b;
    }
    return;
  }
  for (let x = 0, at = 0; x < across.length; x++, at += count) {
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += weights[at + k]! * data[base + indices[at + k]! * channels + c]!;
      out[x * channels + c] = sum;
    }
  }
}

function roundHalfUp(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const rounded = Math.floor(values[i]! + 0.5);
    values[i] = rounded < 0 ? 0 : rounded > 255 ? 255 : rounded;
  }
}

function roundHalfEven(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const below = Math.floor(value);
    const isTie = value - below === 0.5;
    const rounded = isTie ? below + (below % 2) : Math.round(value);
    values[i] = rounded < 0 ? 0 : rounded > 255 ? 255 : rounded;
  }
}
