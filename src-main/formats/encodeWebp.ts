import type { Picture } from '#domain/rasters/Raster.ts';
import { encodeSmallWebp } from './sharpImage.ts';

/** A picture as a small WebP, for cards and lists; never for measuring. */
export function encodeWebp(picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
  return encodeSmallWebp(picture);
}
