import type { SearchRange } from './SearchRange.ts';
import { maxCost } from './saturate.ts';
import type { SgbmOptions } from './SgbmOptions.ts';

type WinnerOptions = Pick<SgbmOptions, 'mode' | 'uniquenessRatio' | 'disp12MaxDiff'>;

/**
 * Chooses the disparities of one row from the summed path costs S.
 *
 * 1. Winner: the smallest S, on ties the smallest disparity.
 * 2. Uniqueness: dropped if some other d, more than one step away, has S(d) · (100 − ratio) < S(best) · 100.
 * 3. Sub-pixel: vertex of the parabola through S(d − 1), S(d), S(d + 1), rounded to 1/16 px; none at the range's ends.
 * 4. Left-right check: the right image's disparity is that of the cheapest left pixel which points there (the first
 *    from the right on ties). A pixel is dropped if it disagrees by more than disp12MaxDiff, seen from both the floor
 *    and the ceiling of its own disparity.
 *
 * Mode 3way decides differently where costs are close. Ties: of the disparities with equal d mod 8 the largest, of these
 * the smallest, because OpenCV searches eight at a time. Uniqueness: dropped if another d has
 * S(d) ≤ S(best) · 100 / (100 − ratio), rounded down and wrapped to int16; not at all with ratio 0.
 *
 * Like in OpenCV, right pixels which nothing points to hold (minDisparity − 1) · 16, which for minDisparity ≥ 2 passes
 * for a (disagreeing) disparity, and pixels dropped as not unique do not take part in step 4.
 */
export class WinnerRow {
  private readonly range: SearchRange;
  private readonly options: WinnerOptions;
  /** (minDisparity − 1) · 16 */
  private readonly invalid: number;
  /** Disparity in whole pixels, and its cost, of each column of the right image. */
  private readonly rightDisparity: Int16Array;
  private readonly rightCost: Int16Array;

  constructor(range: SearchRange, options: WinnerOptions) {
    this.range = range;
    this.options = options;
    this.invalid = (range.minDisparity - 1) * 16;
    this.rightDisparity = new Int16Array(range.width);
    this.rightCost = new Int16Array(range.width);
  }

  /**
   * @param sums  a row of summed costs (see SearchRange)
   * @param disparity16  receives `width` disparities in 1/16 px, (minDisparity − 1) · 16 where there is none
   */
  choose(sums: Int16Array, disparity16: Int16Array): void {
    const { firstX, columns, disparities, minDisparity } = this.range;
    disparity16.fill(this.invalid);
    this.rightDisparity.fill(this.invalid);
    this.rightCost.fill(maxCost);
    for (let column = columns - 1; column >= 0; column--) {
      const at = column * disparities;
      const best = this.winner(sums, at);
      if (best < 0) continue;
      const cost = sums[at + best]!;
      const match = firstX + column - best - minDisparity;
      if (this.rightCost[match]! > cost) {
        this.rightCost[match] = cost;
        this.rightDisparity[match] = best + minDisparity;
      }
      disparity16[firstX + column] = this.subPixel(sums, at, best) + minDisparity * 16;
    }
    this.dropInconsistent(disparity16);
  }

  /** Index of the unique winner among the disparities whose sums start at `at`, or −1. */
  private winner(sums: Int16Array, at: number): number {
    const { disparities } = this.range;
    let best = -1;
    let cost = maxCost;
    for (let d = 0; d < disparities; d++) {
      if (sums[at + d]! < cost) {
        cost = sums[at + d]!;
        best = d;
      }
    }
    if (this.options.mode === '3way') return this.winnerOfLanes(sums, at, cost);
    const weight = 100 - this.options.uniquenessRatio;
    const limit = cost * 100;
    for (let d = 0; d < disparities; d++) {
      if (sums[at + d]! * weight < limit && Math.abs(d - best) > 1) return -1;
    }
    return best;
  }

  /** Mode 3way's choice among the disparities whose sums start at `at`, the smallest of which is `cost`. */
  private winnerOfLanes(sums: Int16Array, at: number, cost: number): number {
    const { disparities } = this.range;
    const { uniquenessRatio } = this.options;
    const lastOfLane = Array.from({ length: 8 }, () => disparities);
    for (let d = 0; d < disparities; d++) if (sums[at + d]! === cost) lastOfLane[d % 8] = d;
    const best = Math.min(...lastOfLane);
    if (uniquenessRatio === 0) return best;
    const bound = ((Math.trunc((cost * 100) / (100 - uniquenessRatio)) + 1) << 16) >> 16;
    for (let d = 0; d < disparities; d++) {
      if (sums[at + d]! < bound && Math.abs(d - best) > 1) return -1;
    }
    return best;
  }

  /** The winner in 1/16 px above minDisparity. */
  private subPixel(sums: Int16Array, at: number, best: number): number {
    if (best === 0 || best === this.range.disparities - 1) return best * 16;
    const before = sums[at + best - 1]!;
    const after = sums[at + best + 1]!;
    const curvature = Math.max(before + after - 2 * sums[at + best]!, 1);
    return best * 16 + Math.trunc(((before - after) * 16 + curvature) / (curvature * 2));
  }

  private dropInconsistent(disparity16: Int16Array): void {
    const { firstX, columns } = this.range;
    for (let x = firstX; x < firstX + columns; x++) {
      const disparity = disparity16[x]!;
      if (disparity === this.invalid) continue;
      const floor = disparity >> 4;
      const ceiling = (disparity + 15) >> 4;
      if (this.contradicts(x, floor) && this.contradicts(x, ceiling)) disparity16[x] = this.invalid;
    }
  }

  /** True where the right image has a disparity at the matching column and it differs too much. */
  private contradicts(x: number, disparity: number): boolean {
    const match = x - disparity;
    if (match < 0 || match >= this.range.width) return false;
    const other = this.rightDisparity[match]!;
    return other >= this.range.minDisparity && Math.abs(other - disparity) > this.options.disp12MaxDiff;
  }
}
