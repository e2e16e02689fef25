import type { Picture, Raster } from '../../rasters/Raster.ts';
import { fillBackground } from './fillBackground.ts';
import { type FilterKernels, readableFilters } from './FilterKernels.ts';
import type { FilterOptions } from './FilterOptions.ts';
import { leftRightCheck } from './leftRightCheck.ts';

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

/**
 * Left-right check, median, speckles, filling, in this order; each only where its option asks for it.
 * @param kernels  what does the work; the result does not depend on it
 */
export function applyFilters(
  { left, right, guide }: FilterInput,
  options: FilterOptions,
  kernels: FilterKernels = readableFilters,
): FilteredDisparity {
  const { median, speckleSize, speckleMaxDiff } = options;
  let disparity = left;
  if (right !== null && needsRightView(options)) {
    disparity = leftRightCheck(disparity, right, options.leftRightMaxDiff);
  }
  if (median !== 'off') disparity = kernels.medianOfValid(disparity, Number(median));
  if (speckleSize > 0) {
    disparity = kernels.withoutSpeckles(disparity, { maxArea: speckleSize, maxStep: speckleMaxDiff });
  }
  const coverageBeforeFill = countValues(disparity) / disparity.values.length;
  return { disparity: fill(disparity, guide, options, kernels), coverageBeforeFill };
}

/** True where the pair must be matched from the right as well. */
export function needsRightView({ leftRightMaxDiff }: FilterOptions): boolean {
  return leftRightMaxDiff >= 0;
}

function countValues({ values }: Disparity): number {
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count += 1;
  return count;
}

/** Where smoothing reaches nothing, across many edges, the background fills. */
function fill(
  disparity: Disparity,
  guide: Picture,
  options: FilterOptions,
  { smoothByEdges }: FilterKernels,
): Disparity {
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
