import sharp from 'sharp';
import type { Picture } from '#domain/rasters/Raster.ts';

/** The picture as a small JPEG, at most `longestPx` on its longer side, for lists; never for measuring. */
export async function makeThumbnail(
  { width, height, channels, data }: Picture,
  longestPx: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const jpeg = await sharp(data, { raw: { width, height, channels } })
    .resize({ width: longestPx, height: longestPx, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer();
  return new Uint8Array(jpeg);
}
