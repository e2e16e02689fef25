import type { SgbmOptions } from './SgbmOptions.ts';

/**
 * The options as OpenCV really uses them: zero and negative values that stand for a default are replaced, an even block
 * becomes the next odd one, P2 is at least P1 + 1, the gradient cap is odd and at least 15. Two option sets with equal
 * effective options give equal maps. Note that disp12MaxDiff ≤ 0 does not turn the check off: it becomes 1.
 */
export function effectiveSgbmOptions(options: SgbmOptions): SgbmOptions {
  const P1 = options.P1 > 0 ? options.P1 : 2;
  return {
    ...options,
    blockSize: options.blockSize > 0 ? options.blockSize | 1 : options.mode === '3way' ? 3 : 5,
    P1,
    P2: Math.max(options.P2 > 0 ? options.P2 : 5, P1 + 1),
    disp12MaxDiff: options.disp12MaxDiff > 0 ? options.disp12MaxDiff : 1,
    preFilterCap: Math.max(options.preFilterCap, 15) | 1,
    uniquenessRatio: options.uniquenessRatio >= 0 ? options.uniquenessRatio : 10,
  };
}
