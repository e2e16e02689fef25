import type { Picture } from '../../rasters/Raster.ts';
import type { SearchRange } from '../SearchRange.ts';
import type { BlockOptions } from './BlockOptions.ts';
import {
  absoluteDifferences,
  hammingDistances,
  type PixelCostRow,
  products,
  squaredDifferences,
} from './pixelCosts.ts';
import { WindowSums } from './WindowSums.ts';

/** Sums of single pixels' costs over a window, row by row. */
export interface WindowRows {
  /** The sums of the last row asked for, as a cost row (see SearchRange); valid until the next one. */
  readonly sums: Int32Array;
  /** Moves on to image row y. Rows are asked for from 0 to the bottom without gaps. */
  row(y: number): void;
}

/** The windows of a grey pair. wasm/matchers has some that are faster, and equal. */
export type SumWindows = (
  left: Picture,
  right: Picture,
  range: SearchRange,
  options: BlockOptions,
) => WindowRows;

export const readableWindows: SumWindows = (left, right, range, options) =>
  new WindowSums(pixelCostsOf(left, right, range, options), range, options.blockSize);

function pixelCostsOf(
  left: Picture,
  right: Picture,
  range: SearchRange,
  { cost, censusWindow }: BlockOptions,
): PixelCostRow {
  switch (cost) {
    case 'sad':
      return absoluteDifferences(left, right, range);
    case 'ssd':
      return squaredDifferences(left, right, range);
    case 'ncc':
      return products(left, right, range);
    case 'census':
      return hammingDistances(left, right, range, censusWindow);
  }
}
