import { StudioError } from '../errors.ts';
import { slideWindowSums } from './windowSums.ts';

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
  /** Odd side of the uniform window, px. */
  readonly windowPx: number;
  /** A pixel has an SSIM only where at least this share of its window is valid in both maps, [0, 1]. */
  readonly minCoverage: number;
  /** Called once per row; may throw to end the computation. */
  readonly onRow?: (y: number) => void;
}

export interface SsimResult {
  /** Full size, in [-1, 1]; NaN where coverage < minCoverage or fewer than 2 pixels of the window are valid. */
  readonly map: Float32Array<ArrayBuffer>;
  /** Valid share of each pixel's window, [0, 1]. */
  readonly coverage: Float32Array<ArrayBuffer>;
  /** Mean over the map without its border of (windowPx − 1) / 2, over pixels with a value; null if there is none. */
  readonly mean: number | null;
  /** How many pixels the mean stands on. */
  readonly pixels: number;
}

/**
 * Structural similarity of a prediction to its ground truth, per pixel and averaged, as scikit-image computes it by
 * default: uniform window, sample covariance, K1 = 0.01, K2 = 0.03, border repeated half-sample symmetrically, mean over
 * the map without its border. Sums are float64.
 *
 * Invalid pixels take no part: the statistics of a window stand on the n pixels that are valid in both maps, the sample
 * covariance on n / (n − 1). Where nothing is invalid this is scikit-image's value. The pixel itself need not be valid.
 *
 * @throws SizeMismatch when a map does not have width × height values.
 * @throws InvalidOption for an even window, one larger than a side, a data range ≤ 0 or a coverage outside [0, 1].
 * Source: Wang et al. 2004, doi:10.1109/TIP.2003.819861; scikit-image `structural_similarity`.
 */
export function ssim(input: SsimInput, options: SsimOptions): SsimResult {
  checkInput(input);
  checkOptions(input, options);
  const { width, height } = input;
  const { dataRange, windowPx, minCoverage } = options;
  const C1 = (0.01 * dataRange) ** 2;
  const C2 = (0.03 * dataRange) ** 2;
  const windowArea = windowPx * windowPx;
  const least = Math.max(2, Math.ceil(minCoverage * windowArea - 1e-9));
  const centre = centreOf(input.groundTruth);

  const map = new Float32Array(width * height).fill(NaN);
  const coverage = new Float32Array(width * height);
  const border = (windowPx - 1) / 2;
  let sum = 0;
  let pixels = 0;
  slideWindowSums(input, { windowPx, centre }, (y, { n, x, y: g, xx, yy, xy }) => {
    options.onRow?.(y);
    const isInnerRow = y >= border && y < height - border;
    for (let u = 0, i = y * width; u < width; u += 1, i += 1) {
      const count = n[u]!;
      coverage[i] = count / windowArea;
      if (count < least) continue;
      const dx = x[u]! / count;
      const dy = g[u]! / count;
      const sample = count / (count - 1);
      const vx = sample * (xx[u]! / count - dx * dx);
      const vy = sample * (yy[u]! / count - dy * dy);
      const vxy = sample * (xy[u]! / count - dx * dy);
      const ux = dx + centre;
      const uy = dy + centre;
      const S = ((2 * ux * uy + C1) * (2 * vxy + C2)) / ((ux * ux + uy * uy + C1) * (vx + vy + C2));
      map[i] = S;
      if (isInnerRow && u >= border && u < width - border) {
        sum += S;
        pixels += 1;
      }
    }
  });
  return { map, coverage, mean: pixels === 0 ? null : sum / pixels, pixels };
}

/** A value in the middle of the map, so that window statistics are not differences of large numbers. */
function centreOf(values: Float32Array | Float64Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    if (!Number.isFinite(values[i])) continue;
    sum += values[i]!;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

function checkInput({ width, height, prediction, groundTruth }: SsimInput): void {
  if (prediction.length !== width * height || groundTruth.length !== width * height) {
    throw new StudioError(
      'SizeMismatch',
      `SSIM of ${width}×${height} needs ${width * height} values, found ${prediction.length} (prediction) and ` +
        `${groundTruth.length} (ground truth)`,
      { expected: width * height, found: [prediction.length, groundTruth.length] },
    );
  }
}

function checkOptions({ width, height }: SsimInput, options: SsimOptions): void {
  const { windowPx, dataRange, minCoverage } = options;
  const refuse = (option: string, legal: string, found: number): never => {
    throw new StudioError('InvalidOption', `${option} must be ${legal}, found ${found}`, {
      option,
      expected: legal,
      found,
    });
  };
  if (!Number.isInteger(windowPx) || windowPx < 3 || windowPx % 2 !== 1) {
    refuse('SSIM window', 'an odd integer ≥ 3', windowPx);
  }
  if (windowPx > width || windowPx > height) {
    refuse('SSIM window', `at most the shorter side of ${width}×${height}`, windowPx);
  }
  if (!(dataRange > 0 && dataRange < Infinity)) refuse('SSIM data range', 'a number > 0', dataRange);
  if (!(minCoverage >= 0 && minCoverage <= 1)) refuse('SSIM coverage', 'from 0 to 1', minCoverage);
}
