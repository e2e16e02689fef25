import type { SearchRange } from '../SearchRange.ts';
import type { PixelCostRow } from './pixelCosts.ts';

/**
 * Sums of single pixels' costs over a square window, row by row. Windows are cut off at the image's top and bottom and at
 * the first and last matchable column. Both directions slide: a row enters at the bottom of the column sums and one
 * leaves at the top, then a column enters at the right and one leaves at the left. Integers, so nothing drifts.
 * Scratch: (2 · blockSize + 8) bytes per matchable column and disparity.
 */
export class WindowSums {
  /** The sums of the last row asked for, as a cost row (see SearchRange). */
  readonly sums: Int32Array;
  private readonly pixelCosts: PixelCostRow;
  private readonly range: SearchRange;
  private readonly radius: number;
  /** Pixel costs of the rows in the window, by row modulo their number. */
  private readonly rows: readonly Uint16Array[];
  private readonly columnSums: Int32Array;
  private readonly fresh: Uint16Array;
  /** Column sums of the columns beside the matchable ones. */
  private readonly nothing: Int32Array;

  constructor(pixelCosts: PixelCostRow, range: SearchRange, blockSize: number) {
    const length = range.columns * range.disparities;
    this.pixelCosts = pixelCosts;
    this.range = range;
    this.radius = blockSize >> 1;
    this.rows = Array.from({ length: 2 * this.radius + 1 }, () => new Uint16Array(length));
    this.columnSums = new Int32Array(length);
    this.fresh = new Uint16Array(length);
    this.nothing = new Int32Array(range.disparities);
    this.sums = new Int32Array(length);
  }

  /** Moves on to image row y. Rows are asked for from 0 to the bottom without gaps. */
  row(y: number): void {
    if (y === 0) for (let k = 0; k < this.radius; k++) this.enter(k);
    this.enter(y + this.radius);
    this.slideAlongRow();
  }

  /** Row k enters at the bottom; the row that was in its place, 2 · radius + 1 above it, leaves. */
  private enter(k: number): void {
    const { columnSums, fresh } = this;
    const row = this.rows[k % this.rows.length]!;
    if (k < this.range.height) this.pixelCosts(k, fresh);
    else fresh.fill(0);
    for (let i = 0; i < columnSums.length; i++) {
      columnSums[i] = (columnSums[i]! + fresh[i]! - row[i]!) | 0;
    }
    row.set(fresh);
  }

  private slideAlongRow(): void {
    const { columns } = this.range;
    this.startRow();
    for (let column = 1; column < columns; column++) {
      const entering = column + this.radius < columns ? this.columnSums : this.nothing;
      const leaving = column > this.radius ? this.columnSums : this.nothing;
      this.slide(column, entering, leaving);
    }
  }

  /** The first column's window. */
  private startRow(): void {
    const { columnSums, sums, radius } = this;
    const { columns, disparities } = this.range;
    sums.fill(0, 0, disparities);
    for (let column = 0; column <= Math.min(radius, columns - 1); column++) {
      const at = column * disparities;
      for (let d = 0; d < disparities; d++) sums[d] = sums[d]! + columnSums[at + d]!;
    }
  }

  private slide(column: number, entering: Int32Array, leaving: Int32Array): void {
    const { sums, radius } = this;
    const { disparities } = this.range;
    const at = column * disparities;
    const before = at - disparities;
    const right = entering === this.nothing ? 0 : (column + radius) * disparities;
    const left = leaving === this.nothing ? 0 : (column - radius - 1) * disparities;
    for (let d = 0; d < disparities; d++) {
      sums[(at + d) | 0] =
        (sums[(before + d) | 0]! + entering[(right + d) | 0]! - leaving[(left + d) | 0]!) | 0;
    }
  }
}
