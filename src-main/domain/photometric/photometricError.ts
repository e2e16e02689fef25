import type { Picture, Raster } from '../rasters/Raster.ts';
import type { WarpedPicture } from './warpFromRight.ts';

export type ComputePhotometricError = (
  picture: Picture,
  warped: WarpedPicture,
  onRow?: (y: number) => void,
) => PhotometricError;

/** Weight of structural dissimilarity against absolute difference. */
export const photometricAlpha = 0.85;
/** Side of the window that structure is judged in, px. */
export const photometricWindowPx = 3;
/** A pixel has an error where at least so many of its window's 9 places are reconstructed. */
const leastPlaces = 5;
/** SSIM's constants, of intensities in [0, 1]. */
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

export interface PhotometricError {
  /** In [0, 1]; NaN where nothing was reconstructed at the pixel or in half of its window. */
  readonly map: Raster<'photometric'>;
  /** Means over the pixels with an error and over channels; null without any. */
  readonly meanSsim: number | null;
  readonly meanAbsolute: number | null;
}

/**
 * How badly a reconstruction resembles the picture, per pixel and mean over channels:
 *   0.85 · clamp((1 − SSIM) / 2, 0, 1) + 0.15 · |I − Î|,   I in [0, 1].
 *
 * SSIM is that of monodepth: means over 3 × 3 places, population variances, C1 = 0.01², C2 = 0.03², the border mirrored
 * without repeating the outermost pixel. Places that are not reconstructed take no part in either picture's statistics;
 * where none is missing this is monodepth2's value. Sums are float64.
 *
 * @param picture, warped  same size and channels.
 * @param onRow  called once per row; may throw to end the computation.
 * Source: Godard et al. 2017, arXiv:1609.03677; monodepth2 `layers.py: SSIM`, `trainer.py: compute_reprojection_loss`.
 */
export const photometricError: ComputePhotometricError = (picture, warped, onRow) => {
  const { width, height, channels } = picture;
  const values = new Float32Array(width * height).fill(NaN);
  // Of each channel: the rows above, at and below y.
  const rings = Array.from({ length: channels }, () => Array.from({ length: 3 }, () => new RowSums(width)));
  const totals = { ssim: 0, absolute: 0, pixels: 0 };
  for (let y = 0; y < height; y++) {
    onRow?.(y);
    const row = values.subarray(y * width, (y + 1) * width);
    rings.forEach((ring, c) => {
      if (y > 0) ring.push(ring.shift()!);
      const stale = y > 0 ? [2] : [0, 1, 2];
      for (const k of stale) ring[k]!.load(picture, warped, mirrored(y + k - 1, height), c);
      addChannel(ring, row, channels, totals);
    });
    for (let x = 0; x < width; x++) if (!Number.isNaN(row[x]!)) totals.pixels++;
  }
  const samples = totals.pixels * channels;
  return {
    map: { quantity: 'photometric', width, height, values },
    meanSsim: samples === 0 ? null : totals.ssim / samples,
    meanAbsolute: samples === 0 ? null : totals.absolute / samples,
  };
};

/** Adds one channel's share to the errors of the row that is the middle one of the three. */
function addChannel(
  rows: readonly RowSums[],
  errors: Float32Array,
  channels: number,
  totals: { ssim: number; absolute: number },
): void {
  const [above, middle, below] = rows as [RowSums, RowSums, RowSums];
  for (let x = 0; x < errors.length; x++) {
    if (middle.isMissing[x]!) continue;
    const n = above.n[x]! + middle.n[x]! + below.n[x]!;
    if (n < leastPlaces) continue;
    const share = 1 / n;
    const meanA = (above.a[x]! + middle.a[x]! + below.a[x]!) * share;
    const meanB = (above.b[x]! + middle.b[x]! + below.b[x]!) * share;
    const varA = (above.aa[x]! + middle.aa[x]! + below.aa[x]!) * share - meanA * meanA;
    const varB = (above.bb[x]! + middle.bb[x]! + below.bb[x]!) * share - meanB * meanB;
    const covariance = (above.ab[x]! + middle.ab[x]! + below.ab[x]!) * share - meanA * meanB;
    const ssim =
      ((2 * meanA * meanB + C1) * (2 * covariance + C2)) /
      ((meanA * meanA + meanB * meanB + C1) * (varA + varB + C2));
    const absolute = middle.difference[x]!;
    const dissimilarity = Math.min(1, Math.max(0, (1 - ssim) / 2));
    const error = photometricAlpha * dissimilarity + (1 - photometricAlpha) * absolute;
    const before = errors[x]!;
    errors[x] = (Number.isNaN(before) ? 0 : before) + error * (1 / channels);
    totals.ssim += ssim;
    totals.absolute += absolute;
  }
}

/** Sums over three neighbouring places of a row, of one channel of both pictures. */
class RowSums {
  readonly n: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly aa: Float64Array;
  readonly bb: Float64Array;
  readonly ab: Float64Array;
  /** |I − Î| at the place itself. */
  readonly difference: Float64Array;
  readonly isMissing: Uint8Array;

  constructor(width: number) {
    const row = () => new Float64Array(width);
    this.n = row();
    this.a = row();
    this.b = row();
    this.aa = row();
    this.bb = row();
    this.ab = row();
    this.difference = row();
    this.isMissing = new Uint8Array(width);
  }

  load({ width, channels, data }: Picture, warped: WarpedPicture, y: number, channel: number): void {
    const { n, a, b, aa, bb, ab, difference, isMissing } = this;
    for (const sums of [n, a, b, aa, bb, ab]) sums.fill(0);
    const at = (x: number) => (y * width + x) * channels + channel;
    for (let x = 0; x < width; x++) {
      const v = warped.values[at(x)]!;
      isMissing[x] = Number.isNaN(v) ? 1 : 0;
      difference[x] = Math.abs(data[at(x)]! / 255 - v);
      for (let k = -1; k <= 1; k++) {
        const place = at(mirrored(x + k, width));
        const other = warped.values[place]!;
        if (Number.isNaN(other)) continue;
        const own = data[place]! / 255;
        n[x]! += 1;
        a[x]! += own;
        b[x]! += other;
        aa[x]! += own * own;
        bb[x]! += other * other;
        ab[x]! += own * other;
      }
    }
  }
}

/** Index of the repetition that does not repeat the border itself: −1 is 1. */
export function mirrored(index: number, length: number): number {
  if (length === 1) return 0;
  if (index < 0) return -index;
  return index < length ? index : 2 * length - 2 - index;
}
