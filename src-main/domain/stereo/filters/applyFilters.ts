import type { Picture, Raster } from '../../rasters/Raster.ts';
import { removeSpeckles } from '../removeSpeckles.ts';
import { fillBackground } from './fillBackground.ts';
import type { FilterOptions } from './FilterOptions.ts';
import { leftRightCheck } from './leftRightCheck.ts';
import { medianOfValid } from './medianOfValid.ts';
import { smoothByEdges } from './smoothByEdges.ts';

type Disparity = Raster<'disparity:px'>;

export interface FilterInput {
  readonly left: Disparity;
  /** Of the right view; only needed for the left-right check. */
  readonly right: Disparity | null;
  /** The left picture. */
  readonly guide: Picture;
}

export interface FilteredDisparity {
  readonly disparity: Disparity;
  /** Share of the pixels that had a value before anything was filled, [0, 1]. */
  readonly coverageBeforeFill: number;
}

/** Left-right check, median, speckles, filling, in this order; each only where its option asks for it. */
export function applyFilters({ left, right, guide }: FilterInput, options: FilterOptions): FilteredDisparity {
  let disparity = left;
  if (right !== null && needsRightView(options)) {
    disparity = leftRightCheck(disparity, right, options.leftRightMaxDiff);
  }
  if (options.median !== 'off') disparity = medianOfValid(disparity, Number(options.median));
  if (options.speckleSize > 0) disparity = withoutSpeckles(disparity, options);
  const valid = disparity.values.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0);
  return { disparity: fill(disparity, guide, options), coverageBeforeFill: valid / disparity.values.length };
}

/** True where the pair must be matched from the right as well. */
export function needsRightView({ leftRightMaxDiff }: FilterOptions): boolean {
  return leftRightMaxDiff >= 0;
}

function withoutSpeckles(disparity: Disparity, { speckleSize, speckleMaxDiff }: FilterOptions): Disparity {
  const { width, height } = disparity;
  const values = Float32Array.from(disparity.values);
  removeSpeckles(values, width, height, { maxArea: speckleSize, maxStep: speckleMaxDiff, invalid: NaN });
  return { ...disparity, values };
}

/** Where smoothing reaches nothing, across many edges, the background fills. */
function fill(disparity: Disparity, guide: Picture, options: FilterOptions): Disparity {
  switch (options.fill) {
    case 'off':
      return disparity;
    case 'background':
      return fillBackground(disparity);
    case 'wls':
      return fillBackground(smoothByEdges(disparity, guide, options));
    case 'wls-holes': {
      const smoothed = smoothByEdges(disparity, guide, options).values;
      const values = disparity.values.map((d, i) => (Number.isNaN(d) ? smoothed[i]! : d));
      return fillBackground({ ...disparity, values });
    }
  }
}
