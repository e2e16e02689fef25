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
const shortestRow = 36;
const longestRow = 320;
const shortestPeriod = 4;

/**
 * How the picture repeats along the region's rows: the first peak of the autocorrelation after its first dip, the median
 * over rows through the region, as something else may stand before some of them. Null where there is no second peak.
 */
export function rowRepetition({ bbox }: RegionView, picture: PictureMaps): RowRepetition | null {
  const { width, height, grey } = picture;
  const [x0, y0, w, h] = bbox;
  const wanted = Math.min(longestRow, Math.max(shortestRow, w));
  const from = Math.max(0, Math.min(width - wanted, x0 + (w >> 1) - (wanted >> 1)));
  const length = Math.min(width - from, wanted);
  if (length < shortestRow) return null;
  const lines = Array.from({ length: rows }, (_, k) => {
    const y = Math.min(height - 1, Math.floor(y0 + ((k + 0.5) * h) / rows));
    return grey.subarray(y * width + from, y * width + from + length);
  });
  const lags = Math.min(length >> 1, 128);
  const curve = new Float64Array(lags + 1).fill(1);
  for (let lag = 1; lag <= lags; lag += 1) curve[lag] = medianOf(lines.map((line) => likeness(line, lag)));
  const period = firstPeak(curve);
  if (period === null) return null;
  return { period, likeness: curve[period]!, contrast: medianOf(lines.map(spread)) };
}

/** The shortest lag whose peak after a dip is nearly as high as the highest: multiples of a period are as alike. */
function firstPeak(curve: Float64Array): number | null {
  const peaks: number[] = [];
  for (let k = shortestPeriod; k < curve.length - 1; k += 1) {
    const isPeak = curve[k]! >= curve[k - 1]! && curve[k]! >= curve[k + 1]!;
    if (isPeak && curve[k]! > 0 && hasDipBefore(curve, k)) peaks.push(k);
  }
  const highest = Math.max(...peaks.map((k) => curve[k]!));
  return peaks.find((k) => curve[k]! > 0.9 * highest) ?? null;
}

function hasDipBefore(curve: Float64Array, peak: number): boolean {
  for (let k = 1; k < peak; k += 1) if (curve[k]! < curve[peak]! - 0.2) return true;
  return false;
}

function likeness(row: Float32Array, lag: number): number {
  const n = row.length - lag;
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const a = row[i]!;
    const b = row[i + lag]!;
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

function medianOf(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1]!;
}
