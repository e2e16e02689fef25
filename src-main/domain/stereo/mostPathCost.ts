import type { SgbmOptions } from './SgbmOptions.ts';

/**
 * The largest value that can arise on the way to a path cost: blockSize² · (2 · cap + 63) · channels + 2 · P2. A pixel
 * cost is at most 2 · cap for the gradient plus 255 / 4 for the intensity; a block cost C sums it over the block and
 * carries P2; a path cost is at most C; and P2 is added to its smallest value. While this is within int16, nothing
 * saturates and the order of operations does not matter.
 *
 * @param options  effective ones (see effectiveSgbmOptions)
 */
export function mostPathCost(
  { blockSize, preFilterCap, P2 }: Pick<SgbmOptions, 'blockSize' | 'preFilterCap' | 'P2'>,
  channels: number,
): number {
  return blockSize ** 2 * (2 * preFilterCap + 63) * channels + 2 * P2;
}
