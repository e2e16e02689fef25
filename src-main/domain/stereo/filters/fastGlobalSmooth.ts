import type { Picture } from '../../rasters/Raster.ts';

/** OpenCV's: three rounds, each with a quarter of the strength of the one before. */
export const smoothingRounds = 3;

/** λ of a round, counted from 0. */
export function strengthAfter(round: number, lambda: number): number {
  return lambda / 4 ** round;
}

export interface SmoothingOptions {
  readonly lambda: number;
  /** Grey levels. */
  readonly sigmaColor: number;
}

/**
 * Edge-aware smoothing in place: makes Σ_p (u_p − f_p)² + λ Σ_{p,q} w_pq (u_p − u_q)² small, with weights
 * w_pq = exp(−|I_p − I_q| / sigmaColor) between neighbours of the guiding picture (for colour the Euclidean distance).
 * Instead of the whole system, every row and then every column is solved exactly, three times, with λ, λ/4 and λ/16.
 *
 * @param planes  width × height each, without NaN; all are smoothed by the same weights
 * Source: Min et al. 2014, doi:10.1109/TIP.2014.2366600; rounds and attenuation as OpenCV's fastGlobalSmootherFilter,
 *   which this equals to float32's precision.
 */
export function fastGlobalSmooth(
  guide: Picture,
  planes: readonly Float64Array[],
  { lambda, sigmaColor }: SmoothingOptions,
): void {
  const { width, height } = guide;
  const alongRows = weights(guide, 1, sigmaColor);
  const alongColumns = weights(guide, width, sigmaColor);
  const scratch = new Float64Array(width * height);
  for (let round = 0; round < smoothingRounds; round++) {
    const strength = strengthAfter(round, lambda);
    for (let y = 0; y < height; y++) {
      solve({ start: y * width, step: 1, length: width, lines: 1 }, alongRows, strength, planes, scratch);
    }
    solve({ start: 0, step: width, length: height, lines: width }, alongColumns, strength, planes, scratch);
  }
}

/** Of each pixel and the one `step` after it. The last ones of a line are never read. */
function weights({ channels, data }: Picture, step: number, sigmaColor: number): Float32Array {
  const values = new Float32Array(data.length / channels);
  for (let i = 0; i + step < values.length; i++) {
    let squares = 0;
    for (let c = 0; c < channels; c++)
      squares += (data[i * channels + c]! - data[(i + step) * channels + c]!) ** 2;
    values[i] = Math.exp(-Math.sqrt(squares) / sigmaColor);
  }
  return values;
}

/** `lines` lines beside each other, each of `length` pixels that lie `step` apart. */
interface Lines {
  readonly start: number;
  readonly step: number;
  readonly length: number;
  readonly lines: number;
}

/** Thomas' algorithm on the tridiagonal system (1 + λ Σ w) u_i − λ w_{i−1} u_{i−1} − λ w_i u_{i+1} = f_i of each line. */
function solve(
  { start, step, length, lines }: Lines,
  weight: Float32Array,
  strength: number,
  planes: readonly Float64Array[],
  scratch: Float64Array,
): void {
  for (let i = 0; i < length; i++) {
    for (let line = 0; line < lines; line++) {
      const at = start + line + i * step;
      const before = i > 0 ? strength * weight[at - step]! : 0;
      const after = i < length - 1 ? strength * weight[at]! : 0;
      const carried = i > 0 ? scratch[at - step]! : 0;
      const pivot = 1 / (1 + before + after - before * carried);
      scratch[at] = after * pivot;
      for (const plane of planes) {
        const previous = i > 0 ? plane[at - step]! : 0;
        plane[at] = (plane[at]! + before * previous) * pivot;
      }
    }
  }
  for (let i = length - 2; i >= 0; i--) {
    for (let line = 0; line < lines; line++) {
      const at = start + line + i * step;
      for (const plane of planes) plane[at] = plane[at]! + scratch[at]! * plane[at + step]!;
    }
  }
}
