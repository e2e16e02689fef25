import type { Encoding } from '../records.ts';
import type { Raster } from './Raster.ts';
import type { RawMap } from './RawMap.ts';

/**
 * The quantity that a stored map holds: value · scale + offset in float64, then rounded once to float32.
 *
 * @param raw       values as stored.
 * @param encoding  scale, offset and invalid markers; NaN and ±Infinity are invalid in every encoding.
 *                  With `rayFovDeg` the values are distances along the ray and become depth along the optical axis.
 * @returns a raster of the encoding's quantity, NaN where the stored value is invalid.
 * Source: domain.md §1.3, §1.6; Z = r·f / √((u−cx)² + (v−cy)² + f²) with a centred principal point.
 */
export function applyEncoding(raw: RawMap, encoding: Encoding): Raster {
  const { width, height, values: stored } = raw;
  const { scale, offset, quantity } = encoding;
  const invalid = new Set(encoding.invalid);
  const isValid = (value: number) => Number.isFinite(value) && !invalid.has(value);
  const depthPerDistance = axialShare(width, height, encoding.rayFovDeg);
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++) {
    const value = stored[i]!;
    values[i] = isValid(value) ? (value * scale + offset) * depthPerDistance(i) : NaN;
  }
  return { quantity, width, height, values };
}

/** Depth along the axis ÷ distance along the ray, by pixel index; 1 where the values are no ray distances. */
function axialShare(width: number, height: number, fovDeg: number | undefined): (index: number) => number {
  if (fovDeg === undefined) return () => 1;
  const focalPx = (0.5 * width) / Math.tan((0.5 * fovDeg * Math.PI) / 180);
  return (index) => {
    const u = (index % width) - (width - 1) / 2;
    const v = Math.floor(index / width) - (height - 1) / 2;
    return focalPx / Math.sqrt(u * u + v * v + focalPx * focalPx);
  };
}
