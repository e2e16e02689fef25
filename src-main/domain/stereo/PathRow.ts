import { maxCost } from './saturate.ts';
import type { SearchRange } from './SearchRange.ts';

/**
 * Path costs L of one direction over one image row. Every column has `stride` = disparities + 2 values: the costs
 * between two entries of maxCost, which stand for the disparities just outside the range. There is a column more at
 * either end, all zero: paths begin there. Column x (0 = first matchable, −1 and `columns` = the borders) starts at
 * (x + 1) · stride + 1.
 */
export class PathRow {
  readonly stride: number;
  readonly costs: Int16Array;
  /** Smallest cost of each column, at x + 1. */
  readonly minima: Int16Array;

  constructor({ columns, disparities }: SearchRange) {
    this.stride = disparities + 2;
    this.costs = new Int16Array((columns + 2) * this.stride);
    this.minima = new Int16Array(columns + 2);
    for (let x = 0; x < columns + 2; x++) {
      this.costs[x * this.stride] = maxCost;
      this.costs[x * this.stride + disparities + 1] = maxCost;
    }
  }
}
