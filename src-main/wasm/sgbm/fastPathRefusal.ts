import type { Picture } from '#domain/rasters/Raster.ts';
import { mostPathCost, mostPixelCost } from '#domain/stereo/mostPathCost.ts';
import { maxCost } from '#domain/stereo/saturate.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';

/**
 * Why the SIMD kernels cannot match a pair exactly, or null where they can; the scalar ones take over. They store pixel
 * costs in 8 bits and add without saturating, which is exact under these conditions, whatever the pictures show:
 *
 * - grey pictures with 2 · cap + 63 ≤ 255, so that a pixel cost fits u8 (cap is the effective preFilterCap);
 * - no path cost can exceed int16 (see mostPathCost; sums over paths may, and saturate as OpenCV's do);
 * - pictures at most 16,384 px wide, the room for a line;
 * - numDisparities a multiple of 16, the width of two vectors;
 * - uniquenessRatio below 100, so that the uniqueness limit is a quotient;
 * - more matchable columns than half a block; otherwise OpenCV reads memory that it has not written.
 *
 * @param options  effective ones (see effectiveSgbmOptions)
 * @param columns  matchable columns
 */
export function fastPathRefusal(
  { width, channels }: Pick<Picture, 'width' | 'channels'>,
  options: SgbmOptions,
  columns: number,
): string | null {
  const { blockSize, numDisparities, uniquenessRatio } = options;
  const mostPerPixel = mostPixelCost(options, 1);
  const mostCost = mostPathCost(options, channels);
  if (channels !== 1) return `colour: ${channels} channels`;
  if (mostPerPixel > 255) return `a pixel cost may reach ${mostPerPixel}, more than 255`;
  if (mostCost > maxCost) return `a path cost may reach ${mostCost}, more than ${maxCost}`;
  if (width > 16_384) return `${width} px wide, more than 16384`;
  if (numDisparities % 16 !== 0) return `${numDisparities} disparities are no multiple of 16`;
  if (uniquenessRatio >= 100) return `a uniqueness ratio of ${uniquenessRatio} %`;
  if (columns <= blockSize >> 1) return `${columns} matchable columns, fewer than half a block`;
  return null;
}
