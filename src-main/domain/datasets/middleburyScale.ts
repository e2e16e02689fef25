/**
 * The encoding of an 8-bit Middlebury ground truth, which follows from its size: the sets of 2001 (scaled by 8,
 * tsukuba by 16), 2003 (by 4 at quarter size) and 2005 and 2006 (by 1, 2 and 3 at full, half and third size).
 *
 * @returns the encoding's name, or null for a size that no set has.
 * Source: vision.middlebury.edu/stereo/data, checked on the sample scenes.
 */
export function middleburyScale(width: number, height: number): string | null {
  const isNear = (value: number, low: number, high: number) => value >= low && value <= high;
  if (width === 384 && height === 288) return 'tsukuba';
  if (isNear(width, 428, 436) && isNear(height, 380, 383)) return 'middlebury-2001';
  if (width === 284 && height === 216) return 'middlebury-2001';
  if (width === 450 && height === 375) return 'middlebury-2003';
  if (width === 900 && height === 750) return 'middlebury-2003-half';
  if (width === 1800 && height === 1500) return 'middlebury-2003-full';
  if (isNear(width, 1240, 1400) && isNear(height, 1108, 1112)) return 'middlebury-2006-full';
  if (isNear(width, 620, 700) && isNear(height, 554, 556)) return 'middlebury-2006-half';
  if (isNear(width, 413, 467) && isNear(height, 369, 371)) return 'middlebury-2006-third';
  return null;
}
