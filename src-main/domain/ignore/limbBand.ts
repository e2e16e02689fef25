import type { Mask } from '../rasters/Raster.ts';
import { squaredDistance } from '../regions/squaredDistance.ts';

/**
 * The band of the body along its limb: 1 at pixels that are no background and whose centre is at most `limbPx` from that
 * of a background pixel. Empty where there is no background, or the width is below 1.
 */
export function limbBand({ width, height, data }: Mask, limbPx: number): Uint8Array {
  if (limbPx < 1) return new Uint8Array(data.length);
  const squared = squaredDistance(data, { width, height, within: limbPx });
  const most = limbPx * limbPx;
  return Uint8Array.from(data, (isBackground, i) => (isBackground === 0 && squared[i]! <= most ? 1 : 0));
}
