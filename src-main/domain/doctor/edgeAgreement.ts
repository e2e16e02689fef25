import type { Picture, Raster } from '../rasters/Raster.ts';
import { shrunk } from './shrunk.ts';

const widthPx = 160;
const leastPixels = 400;

/**
 * Correlation of where a picture and a map have edges, at low resolution: high where they show the same scene alike.
 * @param grey  1 channel.
 * @param map   of the picture's size.
 * @returns [-1, 1]; null where the map has too few values.
 */
export function edgeAgreement(grey: Picture, map: Raster): number | null {
  const small = shrunk(grey, widthPx);
  const { width, height } = small;
  const depth = new Float64Array(width * height);
  for (let y = 0, i = 0; y < height; y += 1) {
    const v = Math.floor(((y + 0.5) * map.height) / height);
    for (let x = 0; x < width; x += 1, i += 1) {
      depth[i] = Math.log(map.values[v * map.width + Math.floor(((x + 0.5) * map.width) / width)]!);
    }
  }
  const [a, b]: [number[], number[]] = [[], []];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x;
      const step = Math.hypot(depth[i + 1]! - depth[i - 1]!, depth[i + width]! - depth[i - width]!);
      if (!Number.isFinite(step)) continue;
      a.push(Math.min(0.5, step));
      b.push(
        Math.min(
          60,
          Math.hypot(
            small.data[i + 1]! - small.data[i - 1]!,
            small.data[i + width]! - small.data[i - width]!,
          ),
        ),
      );
    }
  }
  return a.length < leastPixels ? null : correlation(a, b);
}

function correlation(a: readonly number[], b: readonly number[]): number | null {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    const [da, db] = [a[i]! - ma, b[i]! - mb];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}
