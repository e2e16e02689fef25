import type { CoarseMatch } from './coarseMatch.ts';
import type { Raster } from '../rasters/Raster.ts';

/** A map's values and matched disparities at the same places. */
export interface MatchedPairs {
  readonly values: Float64Array;
  /** px of the full resolution, shifted so that infinity is 0; all above `nearestPx`. */
  readonly disparityPx: Float64Array;
}

/** Disparities that are too near to infinity say little of a depth, px of the low resolution. */
const leastSmallPx = 0.75;
const leastPairs = 200;

/**
 * What a ground truth says where the pair was matched.
 * @param truth   at the full resolution.
 * @param doffsPx added to matched disparities, so that points at infinity have 0.
 * @returns null where there are too few places to say anything.
 */
export function matchedPairs(truth: Raster, match: CoarseMatch, doffsPx: number): MatchedPairs | null {
  const { width, height, disparityPx } = match;
  const scale = truth.width / width;
  const [values, disparities] = [new Float64Array(match.count), new Float64Array(match.count)];
  let n = 0;
  for (let y = 0, i = 0; y < height; y += 1) {
    const v = Math.min(truth.height - 1, Math.floor(((y + 0.5) * truth.height) / height));
    for (let x = 0; x < width; x += 1, i += 1) {
      const shifted = disparityPx[i]! + doffsPx;
      if (!(shifted >= leastSmallPx * scale)) continue;
      const value = truth.values[v * truth.width + Math.min(truth.width - 1, Math.floor((x + 0.5) * scale))]!;
      if (!(Number.isFinite(value) && value > 0)) continue;
      values[n] = value;
      disparities[n] = shifted;
      n += 1;
    }
  }
  if (n < leastPairs) return null;
  return { values: values.subarray(0, n), disparityPx: disparities.subarray(0, n) };
}
