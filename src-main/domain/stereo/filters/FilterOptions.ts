/**
 * Filters after matching, for any matcher's map. They run in this order: left-right check, median, speckles, filling.
 * All are off by default. Legal ranges and meanings stand in filterOptionInfos.ts.
 */
export interface FilterOptions {
  /** px; −1 = off. */
  readonly leftRightMaxDiff: number;
  /** Side of the window, px. */
  readonly median: 'off' | '3' | '5';
  /** px; 0 = off. */
  readonly speckleSize: number;
  /** px */
  readonly speckleMaxDiff: number;
  readonly fill: FillName;
  readonly lambda: number;
  /** Grey levels. */
  readonly sigmaColor: number;
}

/**
 * background: the farther of the nearest values to the left and right. wls-holes: edge-aware smoothing, in holes only.
 * wls: edge-aware smoothing everywhere, as OpenCV's DisparityWLSFilter.
 */
type FillName = 'off' | 'background' | 'wls-holes' | 'wls';

/** Nothing is filtered, except what is given. */
export function completeFilterOptions(given: Partial<FilterOptions> = {}): FilterOptions {
  return {
    leftRightMaxDiff: -1,
    median: 'off',
    speckleSize: 0,
    speckleMaxDiff: 1,
    fill: 'off',
    lambda: 8000,
    sigmaColor: 1,
    ...given,
  };
}
