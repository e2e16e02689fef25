import type { PixelCost } from './PixelCost.ts';
import { saturate } from './saturate.ts';
import type { SearchRange } from './SearchRange.ts';

/** Which rows the windows see. */
export interface BlockForm {
  /** The row to start with; it is repeated upwards. */
  readonly firstY: number;
  /**
   * False: where the window leaves the image at the bottom there is no matching cost at all, as in OpenCV's MODE_HH4; the
   * first row is an exception.
   */
  readonly repeatsLastRow: boolean;
  /** True: sums that slide add what enters before they subtract what leaves, as in OpenCV's MODE_SGBM_3WAY. */
  readonly addsFirst: boolean;
}

const wholeImage: BlockForm = { firstY: 0, repeatsLastRow: true, addsFirst: false };

/**
 * Matching cost of a square block: the sum of the pixel costs around a pixel, plus P2.
 *
 * The P2 is carried along because a path cost is C + min(…) − min − P2 (see PathSweep): with it no path cost is ever
 * negative. Windows repeat the first and last matchable column and the first and last image row. Sums slide: a row of
 * horizontal sums enters at the bottom of the window and one leaves at the top.
 *
 * All arithmetic saturates at int16. Once a sum has saturated, the sliding differences make later sums depend on the
 * order of operations, and this is OpenCV's order: in the first row additions come before subtractions, later
 * the other way round except in the first column; mode 3way always adds first. Blocks narrower than the matchable columns are exact; for wider ones
 * OpenCV reads memory it has not written, and here the last column is repeated.
 */
export class BlockCost {
  private readonly pixelCost: PixelCost;
  private readonly range: SearchRange;
  private readonly radius: number;
  private readonly penalty: number;
  private readonly form: BlockForm;
  private readonly pixels: Int16Array;
  /** Horizontal sums of the image rows in the window, a ring indexed by row modulo its length. */
  private readonly sums: readonly Int16Array[];

  constructor(
    pixelCost: PixelCost,
    range: SearchRange,
    { blockSize, P2 }: { readonly blockSize: number; readonly P2: number },
    form: BlockForm = wholeImage,
  ) {
    this.pixelCost = pixelCost;
    this.range = range;
    this.radius = blockSize >> 1;
    this.penalty = P2;
    this.form = form;
    const rowLength = range.columns * range.disparities;
    this.pixels = new Int16Array(rowLength);
    this.sums = Array.from({ length: 2 * this.radius + 2 }, () => new Int16Array(rowLength));
  }

  /**
   * Costs of image row y. Rows must be asked for from firstY to the bottom without gaps.
   * @param costs  receives the cost row
   * @param above  the cost row of y − 1; may be the same array. Not read for y = firstY.
   */
  row(y: number, costs: Int16Array, above: Int16Array): void {
    if (y === this.form.firstY) this.firstRow(costs);
    else if (y + this.radius >= this.range.height && !this.form.repeatsLastRow) costs.fill(this.penalty);
    else this.nextRow(y, costs, above);
  }

  private firstRow(costs: Int16Array): void {
    const { firstY } = this.form;
    const { height } = this.range;
    costs.fill(this.penalty);
    for (let k = firstY; k <= firstY + this.radius; k++) {
      const entering = this.sumsOfRow(k);
      if (k < height) this.sumColumns(k, entering, 'add-first');
      const weight = k === firstY ? this.radius + 1 : 1;
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
    if (k < height) this.sumColumns(k, entering, this.form.addsFirst ? 'add-first' : 'subtract-first');
    const addedFirst = this.form.addsFirst ? costs.length : k < height ? disparities : 0;
    for (let i = 0; i < addedFirst; i++) {
      costs[i] = saturate(saturate(above[i]! + entering[i]!) - leaving[i]!);
    }
    for (let i = addedFirst; i < costs.length; i++) {
      costs[i] = saturate(saturate(above[i]! - leaving[i]!) + entering[i]!);
    }
  }

  private sumsOfRow(y: number): Int16Array {
    const clamped = Math.min(Math.max(y, this.form.firstY), this.range.height - 1);
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
