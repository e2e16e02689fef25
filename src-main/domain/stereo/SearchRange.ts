import type { SgbmOptions } from './SgbmOptions.ts';

/**
 * Which columns of the left image can be matched over the whole disparity range, and how cost rows are laid out.
 * The pixel at column x and disparity d is compared with column x − d of the right image. A cost row holds `columns`
 * runs of `disparities` values: index = (x − firstX) · disparities + (d − minDisparity).
 */
export interface SearchRange {
  readonly width: number;
  readonly height: number;
  readonly minDisparity: number;
  /** Number of disparities searched. */
  readonly disparities: number;
  /** First matchable column, max(minDisparity + disparities, 0). */
  readonly firstX: number;
  /** Number of matchable columns, up to width + min(minDisparity, 0); 0 where the range is wider than the image. */
  readonly columns: number;
}

export function searchRange(
  { width, height }: { readonly width: number; readonly height: number },
  { minDisparity, numDisparities }: Pick<SgbmOptions, 'minDisparity' | 'numDisparities'>,
): SearchRange {
  const firstX = Math.max(minDisparity + numDisparities, 0);
  const endX = width + Math.min(minDisparity, 0);
  const columns = Math.max(endX - firstX, 0);
  return { width, height, minDisparity, disparities: numDisparities, firstX, columns };
}
