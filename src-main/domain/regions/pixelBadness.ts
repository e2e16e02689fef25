import type { RegionRule } from '../evaluation/Recipe.ts';

/** A judged frame: width × height values each, NaN = invalid or left out. */
export interface JudgedFrame {
  readonly width: number;
  readonly height: number;
  /** In the compared quantity. */
  readonly groundTruth: Float32Array | Float64Array;
  /** prediction − ground truth in the compared quantity. */
  readonly error: Float32Array | Float64Array;
  readonly ssim: Float32Array;
}

/**
 * How badly every pixel fails, in [0, 1]; 0 = does not fail; NaN = not compared (no ground truth or no prediction). The
 * larger of the two reasons counts:
 * - error: 1 − tolerance / |e| where |e| > tolerance = max(absolute, relative · |g|): 0.5 at twice the tolerance;
 * - SSIM: (limit − S) / (limit + 1) where S < limit: 1 at S = −1.
 */
export function pixelBadness(frame: JudgedFrame, rule: RegionRule): Float32Array<ArrayBuffer> {
  const badness = new Float32Array(frame.error.length).fill(NaN);
  const { errorAbove, ssimBelow } = rule;
  const { error, groundTruth, ssim } = frame;
  for (let i = 0; i < badness.length; i += 1) {
    const e = Math.abs(error[i]!);
    if (!(e < Infinity)) continue;
    let worst = 0;
    if (errorAbove !== null) {
      const tolerance = Math.max(errorAbove.absolute, errorAbove.relative * Math.abs(groundTruth[i]!));
      if (e > tolerance) worst = 1 - tolerance / e;
    }
    if (ssimBelow !== null && ssim[i]! < ssimBelow) {
      worst = Math.max(worst, (ssimBelow - ssim[i]!) / (ssimBelow + 1));
    }
    badness[i] = worst;
  }
  return badness;
}
