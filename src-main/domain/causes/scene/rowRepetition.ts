import type { RegionView } from '../RegionView.ts';
import type { PictureMaps } from './PictureMaps.ts';

export interface RowRepetition {
  /** px. */
  readonly period: number;
  /** Correlation of the rows with themselves one period on. */
  readonly likeness: number;
  /** Spread of grey levels along the rows. */
  readonly contrast: number;
}

const rows = 7;
const shortestRow = 24;
const longestRow = 320;
const shortestPeriod = 4;

/**
 * How the picture repeats along the region's rows: the first peak of the autocorrelation after its first dip, averaged
 * over rows through the region. Null where the region is too narrow or the rows show no second peak.
 */
export function rowRepetition({ bbox }: RegionView, picture: PictureMaps): RowRepetition | null {
  const { width, height, grey } = picture;
  const [x0, y0, w, h] = bbox;
  const wanted = Math.min(longestRow, Math.max(shortestRow * 2, w + (w >> 1)));
  const from = Math.max(0, Math.min(width - wanted, x0 + (w >> 1) - (wanted >> 1)));
  const length = Math.min(width - from, wanted);
  if (length < shortestRow) return null;
  const lags = Math.min(length >> 1, 128);
  const mean = new Float64Array(lags + 1);
  let contrast = 0;
  for (let k = 0; k < rows; k += 1) {
    const y = Math.min(height - 1, Math.floor(y0 + ((k + 0.5) * h) / rows));
    const row = grey.subarray(y * width + from, y * width + from + length);
    contrast += spread(row) / rows;
    for (let lag = 1; lag <= lags; lag += 1) mean[lag]! += likeness(row, lag) / rows;
  }
  let lag = shortestPeriod;
  while (lag < lags && mean[lag + 1]! <= mean[lag]!) lag += 1;
  let best = lag;
  for (; lag <= lags; lag += 1) if (mean[lag]! > mean[best]!) best = lag;
  // A multiple of the period is as alike; the shortest that nearly is counts.
  for (let k = shortestPeriod + 1; k < best; k += 1) {
    const isPeak = mean[k]! >= mean[k - 1]! && mean[k]! >= mean[k + 1]!;
    if (isPeak && mean[k]! > 0.9 * mean[best]! && hasDipBefore(mean, k)) {
      best = k;
      break;
    }
  }
  return mean[best]! > 0 && hasDipBefore(mean, best)
    ? { period: best, likeness: mean[best]!, contrast }
    : null;
}

function hasDipBefore(mean: Float64Array, peak: number): boolean {
  for (let k = 1; k < peak; k += 1) if (mean[k]! < mean[peak]! - 0.2) return true;
  return false;
}

function likeness(row: Float32Array, lag: number): number {
  const n = row.length - lag;
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const [a, b] = [row[i]!, row[i + lag]!];
    sa += a;
    sb += b;
    saa += a * a;
    sbb += b * b;
    sab += a * b;
  }
  const product = (saa - (sa * sa) / n) * (sbb - (sb * sb) / n);
  return product > 1e-6 ? (sab - (sa * sb) / n) / Math.sqrt(product) : 0;
}

function spread(row: Float32Array): number {
  let [sum, squares] = [0, 0];
  for (const value of row) {
    sum += value;
    squares += value * value;
  }
  return Math.sqrt(Math.max(0, squares / row.length - (sum / row.length) ** 2));
}
