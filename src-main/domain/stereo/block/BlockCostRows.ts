import type { Picture } from '../../rasters/Raster.ts';
import type { CostValues } from '../CostRows.ts';
import type { SearchRange } from '../SearchRange.ts';
import type { BlockOptions } from './BlockOptions.ts';
import { SampleSums } from './SampleSums.ts';
import type { SumWindows, WindowRows } from './WindowRows.ts';

/**
 * Matching costs of windows, row by row. For window Ω around x, y, with n pixels:
 *   sad     Σ |L(x) − R(x − d)|
 *   ssd     Σ (L(x) − R(x − d))²
 *   census  Σ Hamming distance of the census strings at x and x − d
 *   ncc     1 − (n ΣLR − ΣL ΣR) / √((n ΣL² − (ΣL)²) · (n ΣR² − (ΣR)²)), in [0, 2]; 1 where the right window is flat
 * Where the left window's standard deviation is below textureThreshold, or 0 with ncc, no cost is a number.
 * Windows are cut off at the image's top and bottom and at the first and last matchable column.
 */
export class BlockCostRows {
  private readonly range: SearchRange;
  private readonly options: BlockOptions;
  private readonly windows: WindowRows;
  private readonly ofLeft: SampleSums;
  private readonly ofRight: SampleSums;
  private readonly costs: Float32Array | null;

  /** @param left, right  grey, of one size */
  constructor(
    left: Picture,
    right: Picture,
    range: SearchRange,
    options: BlockOptions,
    sumWindows: SumWindows,
  ) {
    const { blockSize, cost, textureThreshold } = options;
    this.range = range;
    this.options = options;
    this.windows = sumWindows(left, right, range, options);
    this.ofLeft = new SampleSums(left, blockSize);
    this.ofRight = new SampleSums(right, blockSize);
    const needsFractions = cost === 'ncc' || textureThreshold > 0;
    this.costs = needsFractions ? new Float32Array(range.columns * range.disparities) : null;
  }

  /** The costs of image row y, valid until the next call. Rows are asked for from 0 to the bottom without gaps. */
  row(y: number): CostValues {
    const { costs, range, options, windows } = this;
    windows.row(y);
    if (costs === null) return windows.sums;
    this.ofLeft.row(y);
    this.ofRight.row(y);
    if (options.cost === 'ncc') this.correlate(y, costs);
    else costs.set(windows.sums);
    for (let column = 0; column < range.columns; column++) {
      if (this.isFlat(y, column)) {
        costs.fill(NaN, column * range.disparities, (column + 1) * range.disparities);
      }
    }
    return costs;
  }

  private correlate(y: number, costs: Float32Array): void {
    const { disparities, columns, minDisparity } = this.range;
    const { sums } = this.windows;
    for (let column = 0; column < columns; column++) {
      const { x0, x1, n } = this.window(y, column);
      const leftSum = this.ofLeft.sum(x0, x1);
      const leftSpread = this.ofLeft.spread(x0, x1, n);
      const at = column * disparities;
      for (let d = 0; d < disparities; d++) {
        const shift = minDisparity + d;
        const spread = leftSpread * this.ofRight.spread(x0 - shift, x1 - shift, n);
        const agreement = n * sums[at + d]! - leftSum * this.ofRight.sum(x0 - shift, x1 - shift);
        costs[at + d] = spread > 0 ? 1 - agreement / Math.sqrt(spread) : 1;
      }
    }
  }

  private isFlat(y: number, column: number): boolean {
    const { cost, textureThreshold } = this.options;
    const { x0, x1, n } = this.window(y, column);
    const spread = this.ofLeft.spread(x0, x1, n);
    return spread < (n * textureThreshold) ** 2 || (cost === 'ncc' && spread === 0);
  }

  /** First and last image column of the window, and the number of its pixels. */
  private window(y: number, column: number): { x0: number; x1: number; n: number } {
    const { firstX, columns, height } = this.range;
    const radius = this.options.blockSize >> 1;
    const x0 = firstX + Math.max(column - radius, 0);
    const x1 = firstX + Math.min(column + radius, columns - 1);
    const rows = Math.min(y + radius, height - 1) - Math.max(y - radius, 0) + 1;
    return { x0, x1, n: (x1 - x0 + 1) * rows };
  }
}
