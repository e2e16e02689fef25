import { StudioError } from '../errors.ts';

/** Two maps of one quantity and size; NaN = invalid. */
export interface SsimInput {
  readonly width: number;
  readonly height: number;
  readonly prediction: Float32Array | Float64Array;
  readonly groundTruth: Float32Array | Float64Array;
}

export interface SsimOptions {
  /** L: the span of values that counts as full contrast, in the maps' unit. Required; a guessed range misleads. */
  readonly dataRange: number;
  /** Odd side of the uniform window, px. */
  readonly windowPx: number;
  /** A pixel has an SSIM only where at least this share of its window is valid in both maps, [0, 1]. */
  readonly minCoverage: number;
}

export interface SsimResult {
  /** Full size, in [-1, 1]; NaN where coverage < minCoverage or fewer than 2 pixels of the window are valid. */
  readonly map: Float32Array<ArrayBuffer>;
  /** Valid share of each pixel's window, [0, 1]; the border repeats the image half-sample symmetrically. */
  readonly coverage: Float32Array<ArrayBuffer>;
  /** Mean over the map without its border of (windowPx − 1) / 2, over pixels with a value; null if there is none. */
  readonly mean: number | null;
  /** Pixels that the mean stands on. */
  readonly pixels: number;
}

/** Placeholder */
export function ssim(input: SsimInput, options: SsimOptions): SsimResult {
  throw new StudioError('InvalidOption', `${input.width} ${options.dataRange}`);
}
