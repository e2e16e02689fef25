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
  const { scale, offset } = encoding;
  const invalid = new Set(encoding.invalid);
  const values = Float32Array.from(raw.values, (stored) =>
    Number.isFinite(stored) && !invalid.has(stored) ? stored * scale + offset : NaN,
  );
  if (encoding.rayFovDeg !== undefined) depthFromRayDistance(values, raw, encoding.rayFovDeg);
  return { quantity: encoding.quantity, width: raw.width, height: raw.height, values };
}

function depthFromRayDistance(values: Float32Array, { width, height }: RawMap, fovDeg: number): void {
  const focalPx = (0.5 * width) / Math.tan((0.5 * fovDeg * Math.PI) / 180);
  for (let y = 0; y < height; y++) {
    const v = y - (height - 1) / 2;
    for (let x = 0; x < width; x++) {
      const u = x - (width - 1) / 2;
      const i = y * width + x;
      values[i] = (values[i]! * focalPx) / Math.sqrt(u * u + v * v + focalPx * focalPx);
    }
  }
}
