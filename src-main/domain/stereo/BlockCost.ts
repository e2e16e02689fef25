import type { PixelCost } from './PixelCost.ts';
import { saturate } from './saturate.ts';
import type { SearchRange } from './SearchRange.ts';

/**
 * Matching cost of a square block: the sum of the pixel costs around a pixel, plus P2.
 *
 * The P2 is carried along because a path cost is C + min(…) − min − P2 (see PathSweep): with it no path cost is ever
 * negative. Windows repeat the first and last matchable column and the first and last image row. Sums slide: a row of
 * horizontal sums enters at the bottom of the window and one leaves at the top.
 *
 * All arithmetic saturates at int16. Once a sum has saturated, the sliding differences make later sums depend on the
 * order of operations, and this is OpenCV's order: in the first image row additions come before subtractions, later
 * the other way round except in the first column. Blocks narrower than the matchable columns are exact; for wider ones
 * OpenCV reads memory it has not written, and here the last column is repeated.
 */
export class BlockCost {
  private readonly pixelCost: PixelCost;
  private readonly range: SearchRange;
  private readonly radius: number;
  private readonly penalty: number;
  private readonly pixels: Int16Array;
  /** Horizontal sums of the image rows in the window, a ring indexed by row modulo its length. */
  private readonly sums: readonly Int16Array[];

  constructor(pixelCost: PixelCost, range: SearchRange, blockSize: number, P2: number) {
    this.pixelCost = pixelCost;
    this.range = range;
    this.radius = blockSize >> 1;
    this.penalty = P2;
    const rowLength = range.columns * range.disparities;
    this.pixels = new Int16Array(rowLength);
    this.sums = Array.from({ length: 2 * this.radius + 2 }, () => new Int16Array(rowLength));
  }

  /**
   * Costs of image row y. Rows must be asked for from top to bottom without gaps.
   * @param costs  receives the cost row
   * @param above  the cost row of y − 1; may be the same array. Not read for y = 0.
   */
  row(y: number, costs: Int16Array, above: Int16Array): void {
    if (y === 0) this.firstRow(costs);
    else this.nextRow(y, costs, above);
  }

  private firstRow(costs: Int16Array): void {
    costs.fill(this.penalty);
    for (let k = 0; k <= this.radius; k++) {
      const entering = this.sumsOfRow(k);
      if (k < this.range.height) this.sumColumns(k, entering, 'add-first');
      const weight = k === 0 ? this.radius + 1 : 1;
      for (let i = 0; i < costs.length; i++) {
        costs[i] = saturate(costs[i]! + saturate(entering[i]! * weight));
      }
    }
  }

  private nextRow(y: number, costs: Int16Array, above: Int16Array): void {
    const { disparities, height } = this.range;
    const k = y + this.radius;
    const entering = this.sumsOfRow(k);
    const leaving = this.sumsOfRow(y - this.radius - 1);
    let i = 0;
    if (k < height) {
      this.sumColumns(k, entering, 'subtract-first');
      for (; i < disparities; i++) {
        costs[i] = saturate(saturate(above[i]! + entering[i]!) - leaving[i]!);
      }
    }
    for (; i < costs.length; i++) {
      costs[i] = saturate(saturate(above[i]! - leaving[i]!) + entering[i]!);
    }
  }

  private sumsOfRow(y: number): Int16Array {
    const clamped = Math.min(Math.max(y, 0), this.range.height - 1);
    return this.sums[clamped % this.sums.length]!;
  }

  /** Sums of the pixel costs of image row y over the window's width. */
  private sumColumns(y: number, sums: Int16Array, order: 'add-first' | 'subtract-first'): void {
    const { pixels, radius } = this;
    const { disparities, columns } = this.range;
    this.pixelCost.row(y, pixels);
    for (let d = 0; d < disparities; d++) {
      let sum = saturate(pixels[d]! * (radius + 1));
      for (let x = 1; x <= radius; x++) {
        sum = saturate(sum + pixels[Math.min(x, columns - 1) * disparities + d]!);
      }
      sums[d] = sum;
    }
    for (let x = 1; x < columns; x++) {
      const at = x * disparities;
      const entering = Math.min(x + radius, columns - 1) * disparities;
      const leaving = Math.max(x - radius - 1, 0) * disparities;
      if (order === 'add-first') {
        for (let d = 0; d < disparities; d++) {
          const wider = saturate(sums[at - disparities + d]! + pixels[entering + d]!);
          sums[at + d] = saturate(wider - pixels[leaving + d]!);
        }
      } else {
        for (let d = 0; d < disparities; d++) {
          const narrower = saturate(sums[at - disparities + d]! - pixels[leaving + d]!);
          sums[at + d] = saturate(narrower + pixels[entering + d]!);
        }
      }
    }
  }
}
