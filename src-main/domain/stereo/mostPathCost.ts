import type { SgbmOptions } from './SgbmOptions.ts';

/**
 * The largest cost that a pixel can have: 2 · cap for the gradient, 255 at most because it is kept in 8 bits, plus
 * 255 / 4 for the intensity, for every channel.
 *
 * @param options  effective ones (see effectiveSgbmOptions)
 */
export function mostPixelCost({ preFilterCap }: Pick<SgbmOptions, 'preFilterCap'>, channels: number): number {
  return channels * (Math.min(2 * preFilterCap, 255) + 63);
}

/**
 * The largest value that can arise on the way to a path cost: blockSize² · mostPixelCost + 2 · P2. A block cost C sums
 * pixel costs over the block and carries P2; a path cost is at most C; and P2 is added to its smallest value. While this
 * is within int16, nothing saturates and the order of operations does not matter.
 *
 * @param options  effective ones (see effectiveSgbmOptions)
 */
export function mostPathCost(
  options: Pick<SgbmOptions, 'blockSize' | 'preFilterCap' | 'P2'>,
  channels: number,
): number {
  return options.blockSize ** 2 * mostPixelCost(options, channels) + 2 * options.P2;
}
