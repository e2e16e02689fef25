import type { Picture, Raster } from '../../rasters/Raster.ts';
import { chooseDisparities } from '../chooseDisparities.ts';
import type { SeeCosts } from '../CostRows.ts';
import type { MatchObserver } from '../matchSgbm.ts';
import { requireSameForm } from '../requireSameForm.ts';
import { searchRange } from '../SearchRange.ts';
import { BlockCostRows } from './BlockCostRows.ts';
import type { BlockOptions } from './BlockOptions.ts';
import { readableWindows, type SumWindows } from './WindowRows.ts';
import { validateBlockOptions } from './validateBlockOptions.ts';

/**
 * Local block matching of a rectified pair: the disparity whose window costs least, with nothing said about neighbours.
 * Costs stand in BlockCostRows.ts, the choice in chooseDisparities.ts.
 *
 * @param left, right  grey, of one size; the pixel at x, y of the left one is sought at x − d, y of the right one.
 * @param seeCosts  sees the window costs of every row
 * @param sumWindows  readableWindows, or what sums the same sooner
 * @returns px, NaN = none: outside the columns where the whole range can be compared, not unique, or too flat.
 *   Scratch: (2 · blockSize + 12) bytes per column and disparity.
 * @throws SizeMismatch, InvalidOption
 */
export function matchBlock(
  left: Picture,
  right: Picture,
  options: BlockOptions,
  observer: MatchObserver,
  seeCosts?: SeeCosts,
  sumWindows: SumWindows = readableWindows,
): Raster<'disparity:px'> {
  validateBlockOptions(options);
  requireSameForm(left, right);
  const { width, height } = left;
  const range = searchRange(left, options);
  const values = new Float32Array(width * height).fill(NaN);
  const rows = new BlockCostRows(left, right, range, options, sumWindows);
  for (let y = 0; y < height; y++) {
    observer.checkCancelled();
    observer.progress(y / height);
    const costs = rows.row(y);
    seeCosts?.(y, costs);
    chooseDisparities(costs, range, options.uniquenessRatio, values.subarray(y * width, (y + 1) * width));
  }
  observer.progress(1);
  return { quantity: 'disparity:px', width, height, values };
}
