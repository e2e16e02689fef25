import type { CostValues } from './CostRows.ts';
import type { SearchRange } from './SearchRange.ts';

/**
 * Chooses the disparities of one row from their costs: the smallest cost, on ties the smallest disparity. A pixel has
 * none where a disparity more than one step from the best costs C(d) · (100 − uniquenessRatio) < C(best) · 100, where
 * several disparities all cost the same, as on a black picture, or where its costs are not numbers.
 *
 * Sub-pixel: the vertex of the parabola through the best and its neighbours,
 * d + (C₋ − C₊) / (2 · (C₋ + C₊ − 2 C)); none at the range's ends and where the three are equal.
 *
 * @param disparities  receives `width` values in px, NaN = none
 */
export function chooseDisparities(
  costs: CostValues,
  range: SearchRange,
  uniquenessRatio: number,
  disparities: Float32Array,
): void {
  const count = range.disparities;
  disparities.fill(NaN);
  for (let column = 0; column < range.columns; column++) {
    const at = column * count;
    let best = 0;
    let cost = costs[at]!;
    for (let d = 1; d < count; d++) {
      const candidate = costs[at + d]!;
      if (candidate < cost) {
        cost = candidate;
        best = d;
      }
    }
    if (Number.isNaN(cost) || saysNothing(costs, at, count)) continue;
    if (hasRival(costs, at, count, best, uniquenessRatio)) continue;
    disparities[range.firstX + column] = range.minDisparity + best + subPixelStep(costs, at, count, best);
  }
}

/** How far the vertex of the parabola lies from the best disparity, within ±0.5. */
export function subPixelStep(costs: CostValues, at: number, count: number, best: number): number {
  if (best === 0 || best === count - 1) return 0;
  const before = costs[at + best - 1]!;
  const after = costs[at + best + 1]!;
  const curvature = before + after - 2 * costs[at + best]!;
  return curvature > 0 ? (before - after) / (2 * curvature) : 0;
}

/** True where there is a choice and all disparities cost the same. */
export function saysNothing(costs: CostValues, at: number, count: number): boolean {
  for (let d = 1; d < count; d++) if (costs[at + d] !== costs[at]) return false;
  return count > 1;
}

function hasRival(
  costs: CostValues,
  at: number,
  count: number,
  best: number,
  uniquenessRatio: number,
): boolean {
  if (uniquenessRatio === 0) return false;
  const limit = costs[at + best]! * 100;
  const weight = 100 - uniquenessRatio;
  for (let d = 0; d < count; d++) {
    if (costs[at + d]! * weight < limit && (d < best - 1 || d > best + 1)) return true;
  }
  return false;
}
