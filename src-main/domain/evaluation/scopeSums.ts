import { type DepthSums, sumDepth } from '../metrics/depthSums.ts';
import { type DisparitySums, sumDisparity } from '../metrics/disparitySums.ts';
import type { ScoredFrame } from './scopeMetrics.ts';

/** What the pixel metrics of a part of a frame are made of. */
export interface ScopeSums {
  /** Pixels with ground truth. */
  readonly known: number;
  /** Of what SSIM and PSNR compare: pixels, sum of their squared differences, and those that no filling made. */
  readonly compared: { readonly n: number; readonly square: number; readonly predicted: number };
  /**
   * Without the border that the mean of SSIM leaves out: sum and number of the similarities of compared pixels, and the
   * number of pixels with ground truth. Null without a map.
   */
  readonly similar: { readonly sum: number; readonly pixels: number; readonly possible: number } | null;
  readonly disparity: DisparitySums | null;
  readonly depth: DepthSums | null;
}

/** An implementation: the readable one below, or the kernels of wasm/metrics, whose sums differ by their order only. */
export type SumScope = (frame: ScoredFrame, inside: Uint8Array | null) => ScopeSums;

/** @param inside  pixels of the part, not 0; null = all. */
export const sumScope: SumScope = (frame, inside) => {
  const { disparity, depth } = frame;
  return {
    known: countKnown(frame.compared.groundTruth, inside),
    compared: sumCompared(frame, inside),
    similar: sumSimilar(frame, inside),
    disparity: disparity && sumDisparity(disparity.groundTruth, disparity.prediction, inside),
    depth: depth && sumDepth(depth.groundTruth, depth.prediction, inside),
  };
};

function countKnown(groundTruth: Float64Array, inside: Uint8Array | null): number {
  let count = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    if ((inside === null || inside[i] !== 0) && Number.isFinite(groundTruth[i])) count += 1;
  }
  return count;
}

function sumCompared(
  { similar: { groundTruth, prediction }, filled }: ScoredFrame,
  inside: Uint8Array | null,
): ScopeSums['compared'] {
  let n = 0;
  let square = 0;
  let predicted = 0;
  for (let i = 0; i < groundTruth.length; i += 1) {
    const d = prediction[i]! - groundTruth[i]!;
    if ((inside !== null && inside[i] === 0) || !Number.isFinite(d)) continue;
    n += 1;
    square += d * d;
    if (filled === null || filled[i] === 0) predicted += 1;
  }
  return { n, square, predicted };
}

function sumSimilar(
  { width, height, compared, ssimMap, ssimWindowPx }: ScoredFrame,
  inside: Uint8Array | null,
): ScopeSums['similar'] {
  if (ssimMap === null) return null;
  const border = (ssimWindowPx - 1) / 2;
  let sum = 0;
  let pixels = 0;
  let possible = 0;
  for (let y = border; y < height - border; y += 1) {
    for (let i = y * width + border; i < (y + 1) * width - border; i += 1) {
      if ((inside !== null && inside[i] === 0) || !Number.isFinite(compared.groundTruth[i])) continue;
      possible += 1;
      const S = ssimMap[i]!;
      if (Number.isNaN(S) || !Number.isFinite(compared.prediction[i])) continue;
      sum += S;
      pixels += 1;
    }
  }
  return { sum, pixels, possible };
}
