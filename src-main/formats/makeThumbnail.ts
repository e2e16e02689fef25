import type { Picture } from '#domain/rasters/Raster.ts';
import { encodeSmallJpeg } from './sharpImage.ts';

/** The picture as a small JPEG, at most `longestPx` on its longer side, for lists; never for measuring. */
export function makeThumbnail(picture: Picture, longestPx: number): Promise<Uint8Array<ArrayBuffer>> {
  return encodeSmallJpeg(picture, longestPx);
}
