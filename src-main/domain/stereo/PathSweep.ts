import type { PathRules } from './extendPath.ts';
import { extendPath } from './extendPath.ts';
import { PathRow } from './PathRow.ts';
import { saturate } from './saturate.ts';
import type { SearchRange } from './SearchRange.ts';

type Direction = 'left-to-right' | 'right-to-left';

/**
 * Follows paths over the image, row by row from the top to the bottom or from the bottom to the top. Every method takes
 * the block costs of a row and adds path costs to its sums; the order of additions is OpenCV's, which matters where they
 * saturate.
 */
export class PathSweep {
  private readonly range: SearchRange;
  private readonly along: PathRow;
  /** Of the row before and of this one: the paths from the upper left, from above, from the upper right. */
  private previous: readonly [PathRow, PathRow, PathRow];
  private current: readonly [PathRow, PathRow, PathRow];
  /** The sums of one pixel while paths are added. */
  private readonly sums: Int32Array;
  private readonly usual: PathRules;
  private readonly back: PathRules;
  private readonly threeWay: Readonly<Record<'right' | 'left' | 'down', PathRules>>;

  constructor(range: SearchRange, { P1, P2 }: Pick<PathRules, 'P1' | 'P2'>) {
    this.range = range;
    this.along = new PathRow(range);
    this.previous = [new PathRow(range), new PathRow(range), new PathRow(range)];
    this.current = [new PathRow(range), new PathRow(range), new PathRow(range)];
    this.sums = new Int32Array(range.disparities);
    this.usual = { P1, P2, overflow: 'wraps', smallestOf: 'stored', belowRest: 'previous' };
    this.back = { ...this.usual, smallestOf: 'exact' };
    const right: PathRules = { ...this.usual, overflow: 'saturates' };
    this.threeWay = {
      right,
      left: { ...right, belowRest: 'same' },
      down: { ...right, belowRest: 'own' },
    };
  }

  /** Modes sgbm and hh: along the row, and from the three neighbours in the row before. */
  fourPaths(costs: Int16Array, sums: Int16Array, direction: Direction): void {
    const { along, previous, current, usual } = this;
    const step = direction === 'left-to-right' ? 1 : -1;
    this.eachPixel(sums, direction, (x, at) => {
      extendPath(along, x - step, along, x, costs, at, this.sums, usual);
      extendPath(previous[0], x - 1, current[0], x, costs, at, this.sums, usual);
      extendPath(previous[1], x, current[1], x, costs, at, this.sums, usual);
      extendPath(previous[2], x + 1, current[2], x, costs, at, this.sums, usual);
    });
    this.nextRow();
  }

  /** Mode sgbm's fifth path, from right to left along the row. */
  pathBack(costs: Int16Array, sums: Int16Array): void {
    const { along, back } = this;
    this.eachPixel(sums, 'right-to-left', (x, at) =>
      extendPath(along, x + 1, along, x, costs, at, this.sums, back),
    );
  }

  /** Mode hh4: from the row before. */
  pathFromBefore(costs: Int16Array, sums: Int16Array): void {
    const [, before] = this.previous;
    const [, here] = this.current;
    this.eachPixel(sums, 'left-to-right', (x, at) =>
      extendPath(before, x, here, x, costs, at, this.sums, this.usual),
    );
    this.nextRow();
  }

  /** Mode hh4: along the row to the right, then to the left. */
  pathsAlong(costs: Int16Array, sums: Int16Array): void {
    const { along } = this;
    for (const direction of ['left-to-right', 'right-to-left'] as const) {
      const step = direction === 'left-to-right' ? 1 : -1;
      this.eachPixel(sums, direction, (x, at) =>
        extendPath(along, x - step, along, x, costs, at, this.sums, this.usual),
      );
    }
  }

  /** Mode 3way: along the row to the right, then to the left and from above. */
  threePaths(costs: Int16Array, sums: Int16Array): void {
    const { along, threeWay } = this;
    const [, before] = this.previous;
    const [, here] = this.current;
    this.eachPixel(sums, 'left-to-right', (x, at) =>
      extendPath(along, x - 1, along, x, costs, at, this.sums, threeWay.right),
    );
    this.eachPixel(sums, 'right-to-left', (x, at) => {
      extendPath(along, x + 1, along, x, costs, at, this.sums, threeWay.left);
      extendPath(before, x, here, x, costs, at, this.sums, threeWay.down);
    });
    this.nextRow();
  }

  /** Calls `extend` for every pixel of a row, in order, with its sums in this.sums. */
  private eachPixel(sums: Int16Array, direction: Direction, extend: (x: number, at: number) => void): void {
    const { columns, disparities } = this.range;
    for (let n = 0; n < columns; n++) {
      const x = direction === 'left-to-right' ? n : columns - 1 - n;
      const at = x * disparities;
      for (let d = 0; d < disparities; d++) this.sums[d] = sums[at + d]!;
      extend(x, at);
      for (let d = 0; d < disparities; d++) sums[at + d] = saturate(this.sums[d]!);
    }
  }

  private nextRow(): void {
    [this.previous, this.current] = [this.current, this.previous];
  }
}
