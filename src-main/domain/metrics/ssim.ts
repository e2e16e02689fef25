import { planSsim } from './ssimPlan.ts';
import { visitWindowSums } from './windowSums.ts';

/** Two maps of one quantity and size, width × height values each; NaN = invalid. */
export interface SsimInput {
  readonly width: number;
  readonly height: number;
  readonly prediction: Float32Array | Float64Array;
  readonly groundTruth: Float32Array | Float64Array;
}

export interface SsimOptions {
  /** L: the span of values that counts as full contrast, in the maps' unit. Required; a guessed range misleads. */
  readonly dataRange: number;
  /** Odd side of the window, px. */
  readonly windowPx: number;
  /** Default uniform; gaussian has σ = 1.5 px (windowPx 11 is Wang's and scikit-image's). */
  readonly window?: 'uniform' | 'gaussian';
  /** Default sample: n / (n − 1). */
  readonly covariance?: 'sample' | 'population';
  /** Constants of the formula, C = (K · L)². Default 0.01 and 0.03. */
  readonly K1?: number;
  readonly K2?: number;
  /** A pixel has an SSIM only where at least this share of its window (by weight) is valid in both maps, [0, 1]. */
  readonly minCoverage: number;
  /** Room for the two maps of the result, of any content; default: new. */
  readonly maps?: SsimMaps;
  /** Called once per row; may throw to end the computation. */
  readonly onRow?: (y: number) => void;
}

/** Of the frame's size. */
export interface SsimMaps {
  /** In [-1, 1]; NaN where coverage < minCoverage or fewer than 2 pixels of the window are valid. */
  readonly map: Float32Array<ArrayBuffer>;
  /** Valid share of each pixel's window, by weight, [0, 1]. */
  readonly coverage: Float32Array<ArrayBuffer>;
}

export interface SsimResult extends SsimMaps {
  /**
   * Mean over the pixels of the map without its border of (windowPx − 1) / 2 that have a value and are themselves valid
   * in both maps; null if there is none.
   */
  readonly mean: number | null;
  /** How many pixels the mean stands on. */
  readonly pixels: number;
}

export function newSsimMaps(pixels: number): SsimMaps {
  return { map: new Float32Array(pixels), coverage: new Float32Array(pixels) };
}

/** An implementation of SSIM: the readable one below, or the kernels of wasm/metrics, which give the same map. */
export type ComputeSsim = (input: SsimInput, options: SsimOptions) => SsimResult;

/**
 * Structural similarity of a prediction to its ground truth, per pixel and averaged, as scikit-image computes it: with
 * the defaults a uniform window and the sample covariance; the border is repeated half-sample symmetrically, the mean is
 * over the map without its border. Sums are float64.
 *
 * Invalid pixels take no part: the statistics of a window stand on the n pixels that are valid in both maps, the sample
 * covariance on n / (n − 1). Where nothing is invalid this is scikit-image's value. The map has values beside valid
 * pixels too (their windows say something of the edge of a hole), but the mean counts valid pixels only.
 *
 * @throws SizeMismatch, InvalidOption: see planSsim.
 * Source: Wang et al. 2004, doi:10.1109/TIP.2003.819861; scikit-image `structural_similarity`.
 */
export function ssim(input: SsimInput, options: SsimOptions): SsimResult {
  const plan = planSsim(input, options);
  const { width, height, prediction, groundTruth } = input;
  const { radius, pixelsPerWeight, area, leastPixels, lostFreedom, C1, C2, centre } = plan;
  const { map, coverage } = options.maps ?? newSsimMaps(width * height);
  map.fill(NaN);
  let sum = 0;
  let pixels = 0;
  visitWindowSums(input, plan, (row, { n, x, y, xx, yy, xy }) => {
    options.onRow?.(row);
    const isInnerRow = row >= radius && row < height - radius;
    for (let u = 0, i = row * width; u < width; u += 1, i += 1) {
      const count = n[u]! * pixelsPerWeight;
      coverage[i] = count * (1 / area);
      if (count < leastPixels) continue;
      const norm = count / (count - lostFreedom);
      const each = 1 / n[u]!;
      const dx = x[u]! * each;
      const dy = y[u]! * each;
      const vx = norm * (xx[u]! * each - dx * dx);
      const vy = norm * (yy[u]! * each - dy * dy);
      const vxy = norm * (xy[u]! * each - dx * dy);
      const ux = dx + centre;
      const uy = dy + centre;
      const S = ((2 * (ux * uy) + C1) * (2 * vxy + C2)) / ((ux * ux + uy * uy + C1) * (vx + vy + C2));
      map[i] = S;
      const isInner = isInnerRow && u >= radius && u < width - radius;
      if (!isInner || !Number.isFinite(prediction[i]! - groundTruth[i]!)) continue;
      sum += S;
      pixels += 1;
    }
  });
  return { map, coverage, mean: pixels === 0 ? null : sum / pixels, pixels };
}
