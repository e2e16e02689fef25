import { larger, smaller } from './branchFree.ts';
import type { CostPlane } from './prefilter.ts';
import type { SearchRange } from './SearchRange.ts';

/**
 * Cost of matching single pixels: Birchfield and Tomasi's dissimilarity, which is blind to sampling.
 *
 * Around each sample the line of pixels is interpolated by half a pixel to both sides; lo and hi are the smallest and
 * largest of the three values. A left sample u and a right sample v then differ by
 *   min( max(0, u − hi_v, lo_v − u), max(0, v − hi_u, lo_u − v) )
 * and the cost is the sum of this over the planes, each shifted by its weight. Half-way values are truncated; at the
 * image's edge the missing neighbour is left out.
 *
 * Source: Birchfield & Tomasi 1998, doi:10.1109/34.677269.
 */
export class PixelCost {
  private readonly left: readonly CostPlane[];
  private readonly right: readonly CostPlane[];
  private readonly range: SearchRange;
  private readonly leftLine: Line;
  private readonly rightLine: Line;

  /** @param left, right  planes of the same order and number, width × height each. */
  constructor(left: readonly CostPlane[], right: readonly CostPlane[], range: SearchRange) {
    this.left = left;
    this.right = right;
    this.range = range;
    this.leftLine = new Line(range.width);
    this.rightLine = new Line(range.width);
  }

  /** Writes a cost row (see SearchRange) of image row y to the start of `costs`. */
  row(y: number, costs: Int16Array): void {
    costs.fill(0);
    for (let p = 0; p < this.left.length; p++) {
      this.leftLine.load(this.left[p]!.samples, y);
      this.rightLine.load(this.right[p]!.samples, y);
      this.addMismatches(this.left[p]!.shift, costs);
    }
  }

  private addMismatches(shift: number, costs: Int16Array): void {
    const { minDisparity, disparities, firstX, columns } = this.range;
    const { values, lows, highs } = this.rightLine;
    const u = this.leftLine;
    for (let column = 0; column < columns; column++) {
      const x = firstX + column;
      const at = column * disparities;
      const match = x - minDisparity;
      const value = u.values[x]!;
      const low = u.lows[x]!;
      const high = u.highs[x]!;
      for (let d = 0; d < disparities; d++) {
        const there = (match - d) | 0;
        const other = values[there]!;
        const toRight = larger(larger(value - highs[there]!, lows[there]! - value), 0);
        const toLeft = larger(larger(other - high, low - other), 0);
        costs[(at + d) | 0] = costs[(at + d) | 0]! + (smaller(toRight, toLeft) >> shift);
      }
    }
  }
}

/** A row of samples, each with the range of the line interpolated from half a pixel before to half a pixel after. */
class Line {
  readonly values: Uint8Array;
  readonly lows: Uint8Array;
  readonly highs: Uint8Array;

  constructor(width: number) {
    this.values = new Uint8Array(width);
    this.lows = new Uint8Array(width);
    this.highs = new Uint8Array(width);
  }

  load(samples: Uint8Array, y: number): void {
    const { values, lows, highs } = this;
    const last = values.length - 1;
    values.set(samples.subarray(y * values.length, (y + 1) * values.length));
    for (let x = 0; x <= last; x++) {
      const value = values[x]!;
      const before = x > 0 ? (value + values[x - 1]!) >> 1 : value;
      const after = x < last ? (value + values[x + 1]!) >> 1 : value;
      lows[x] = Math.min(before, value, after);
      highs[x] = Math.max(before, value, after);
    }
  }
}
