import type { Raster } from '../rasters/Raster.ts';
import type { SgbmOptions } from './SgbmOptions.ts';

/**
 * Disparity in pixels from OpenCV's fixed point.
 *
 * @param disparity16  width × height, 1/16 px; anything below minDisparity · 16 means "no value".
 * @returns px, NaN = no value. Every sixteenth is exact in float32.
 */
export function disparityFromFixed(
  disparity16: Int16Array,
  { width, height }: { readonly width: number; readonly height: number },
  { minDisparity }: Pick<SgbmOptions, 'minDisparity'>,
): Raster<'disparity:px'> {
  const values = new Float32Array(width * height);
  const lowest = minDisparity * 16;
  for (let i = 0; i < values.length; i++) {
    const raw = disparity16[i]!;
    values[i] = raw < lowest ? NaN : raw / 16;
  }
  return { quantity: 'disparity:px', width, height, values };
}
