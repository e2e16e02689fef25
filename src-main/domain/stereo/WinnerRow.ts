import type { SearchRange } from './SearchRange.ts';
import { inGroups, maxCost, wrapToInt16 } from './saturate.ts';
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
 * the smallest, because OpenCV searches eight at a time; disparities after the last group of eight win only where they cost
 * less. Uniqueness: dropped if another d has S(d) ≤ S(best) · 100 / (100 − ratio), rounded and wrapped to int16 as C does,
 * and by the usual rule after the last group; not at all with ratio 0. Where all S are 32767 it takes the first of the
 * last group.
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
    const candidates = sums.subarray(at, at + this.range.disparities);
    const isThreeWay = this.options.mode === '3way';
    const best = isThreeWay ? cheapestOfLanes(candidates) : cheapest(candidates);
    const cost = candidates[best] ?? maxCost;
    return this.hasRival(candidates, best, cost) ? -1 : best;
  }

  private hasRival(candidates: Int16Array, best: number, cost: number): boolean {
    const { mode, uniquenessRatio } = this.options;
    const weight = 100 - uniquenessRatio;
    const byLimit = mode === '3way' ? inGroups(candidates.length) : 0;
    if (mode === '3way' && uniquenessRatio === 0) return false;
    const limit = wrapToInt16(Math.trunc((cost * 100) / weight) + 1);
    return candidates.some((candidate, d) => {
      const isTooCheap = d < byLimit ? candidate < limit : candidate * weight < cost * 100;
      return isTooCheap && Math.abs(d - best) > 1;
    });
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

/** The first of the smallest; −1 where all are maxCost. */
function cheapest(candidates: Int16Array): number {
  let best = -1;
  let cost = maxCost;
  for (let d = 0; d < candidates.length; d++) {
    if (candidates[d]! < cost) {
      cost = candidates[d]!;
      best = d;
    }
  }
  return best;
}

/** Mode 3way's choice: the first lane's last of the smallest, unless a later disparity outside the lanes is cheaper. */
function cheapestOfLanes(candidates: Int16Array): number {
  const end = inGroups(candidates.length);
  const cost = candidates.subarray(0, end).reduce((least, candidate) => Math.min(least, candidate), maxCost);
  const lastOfLane = Array.from({ length: 8 }, () => candidates.length);
  for (let d = 0; d < end; d++) if (candidates[d] === cost) lastOfLane[d % 8] = d;
  const inLanes = end === 0 ? 0 : Math.min(...lastOfLane);
  const later = cheapest(candidates.subarray(end));
  return later >= 0 && candidates[end + later]! < cost ? end + later : inLanes;
}
