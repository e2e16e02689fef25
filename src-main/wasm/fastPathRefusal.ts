import type { Picture } from '#domain/rasters/Raster.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';

/**
 * Why the kernels cannot match a pair exactly, or null where they can. They store pixel costs in 8 bits and add without
 * saturating, which is exact under these conditions:
 *
 * - grey pictures with 2 · cap + 63 ≤ 255, so that a pixel cost fits u8 (cap is the effective preFilterCap);
 * - blockSize² · (2 · cap + 63) + 2 · P2 ≤ 32767: a block cost C carries P2, every path cost L is at most C, and no sum
 *   formed on the way exceeds max L + P2;
 * - numDisparities a multiple of 16, the width of two vectors;
 * - uniquenessRatio below 100, so that the uniqueness limit is a quotient;
 * - more matchable columns than half a block; otherwise OpenCV reads memory that it has not written.
 *
 * @param options  effective ones (see effectiveSgbmOptions)
 * @param columns  matchable columns
 */
export function fastPathRefusal(
  { channels }: Pick<Picture, 'channels'>,
  options: SgbmOptions,
  columns: number,
): string | null {
  const { blockSize, preFilterCap, P2, numDisparities, uniquenessRatio } = options;
  const mostPerPixel = 2 * preFilterCap + 63;
  const mostCost = blockSize ** 2 * mostPerPixel + 2 * P2;
  if (channels !== 1) return `colour: ${channels} channels`;
  if (mostPerPixel > 255) return `a pixel cost may reach ${mostPerPixel}, more than 255`;
  if (mostCost > 32_767) return `a path cost may reach ${mostCost}, more than 32767`;
  if (numDisparities % 16 !== 0) return `${numDisparities} disparities are no multiple of 16`;
  if (uniquenessRatio >= 100) return `a uniqueness ratio of ${uniquenessRatio} %`;
  if (columns <= blockSize >> 1) return `${columns} matchable columns, fewer than half a block`;
  return null;
}
