import type { Penalties } from './extendPath.ts';
import { extendPath } from './extendPath.ts';
import { PathRow } from './PathRow.ts';
import type { SearchRange } from './SearchRange.ts';

/**
 * One sweep over the image, row by row, which follows four of the path directions at once: along the row, and from
 * the three neighbours in the row before. A sweep from top to bottom goes along its rows from left to right; one from
 * bottom to top goes from right to left, and so covers the four opposite directions.
 */
export class PathSweep {
  private readonly range: SearchRange;
  private readonly penalties: Penalties;
  private readonly directions: 2 | 4;
  private readonly along: PathRow;
  private previous: readonly [PathRow, PathRow, PathRow];
  private current: readonly [PathRow, PathRow, PathRow];

  /** @param directions  4, or 2 for those along the row and straight down only */
  constructor(range: SearchRange, penalties: Penalties, directions: 2 | 4 = 4) {
    this.range = range;
    this.directions = directions;
    this.penalties = penalties;
    this.along = new PathRow(range);
    this.previous = [new PathRow(range), new PathRow(range), new PathRow(range)];
    this.current = [new PathRow(range), new PathRow(range), new PathRow(range)];
  }

  /** Follows the directions over the next row and adds their costs to `sums`. */
  row(costs: Int16Array, sums: Int16Array, direction: 'left-to-right' | 'right-to-left'): void {
    const { along, previous, current, penalties } = this;
    const { columns, disparities } = this.range;
    const step = direction === 'left-to-right' ? 1 : -1;
    for (let n = 0; n < columns; n++) {
      const x = step === 1 ? n : columns - 1 - n;
      const at = x * disparities;
      extendPath(along, x - step, along, x, costs, sums, at, penalties);
      if (this.directions === 4) extendPath(previous[0], x - 1, current[0], x, costs, sums, at, penalties);
      extendPath(previous[1], x, current[1], x, costs, sums, at, penalties);
      if (this.directions === 4) extendPath(previous[2], x + 1, current[2], x, costs, sums, at, penalties);
    }
    this.previous = current;
    this.current = previous;
  }

  /** Follows the one direction against the sweep, right to left along the row: the last path of MODE_SGBM and MODE_SGBM_3WAY. */
  rowBack(costs: Int16Array, sums: Int16Array): void {
    const { along, penalties } = this;
    const { columns, disparities } = this.range;
    for (let x = columns - 1; x >= 0; x--) {
      const at = x * disparities;
      extendPath(along, x + 1, along, x, costs, sums, at, penalties);
    }
  }
}
