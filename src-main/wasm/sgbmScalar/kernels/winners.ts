import { guards, hasEqualLane, lanesOf, smallerOf, smallestLane } from './lanes';
import {
  columns, disp12MaxDiff, disparities, firstX, minDisparity, rightCosts, rightDisparities, runBytes, threeWayRules,
  uniquenessRatio, width,
} from './settings';

/** Chooses the disparities of a row from its sums; domain/stereo/WinnerRow.ts explains the rules. `map`: i16, width values. */
export function chooseWinners(sums: usize, map: usize): void {
  const invalid = (minDisparity - 1) * 16;
  for (let x: usize = 0; x < <usize>width; x++) {
    store<i16>(map + 2 * x, <i16>invalid);
    store<i16>(rightDisparities + 2 * x, <i16>invalid);
    store<i16>(rightCosts + 2 * x, 32767);
  }
  for (let column = columns - 1; column >= 0; column--) {
    const run = sums + column * runBytes;
    const best = threeWayRules ? cheapestOfLanes(run) : cheapest(run);
    const cost = best < 0 ? 32767 : sumAt(run, best);
    if (hasRival(run, best, cost) || best < 0) continue;
    const match: usize = 2 * (firstX + column - best - minDisparity);
    if (<i32>load<i16>(rightCosts + match) > cost) {
      store<i16>(rightCosts + match, <i16>cost);
      store<i16>(rightDisparities + match, <i16>(best + minDisparity));
    }
    store<i16>(map + 2 * (firstX + column), <i16>(subPixel(run, best) + minDisparity * 16));
  }
  dropInconsistent(map, invalid);
}

@inline
function sumAt(run: usize, d: i32): i32 {
  return <i32>load<i16>(run + 2 * d);
}

/** The smallest of the sums from 0 to before `end`, at most 32767. */
function smallestSum(run: usize, end: i32): i32 {
  const guard = guards;
  let least: u64 = 0x7fff_7fff_7fff_7fff;
  let found: u64 = 0;
  const inLanes = end & ~3;
  for (let d = 0; d < inLanes; d += 4) {
    const four = load<u64>(run + 2 * d);
    found |= four;
    least = smallerOf(least, four, guard);
  }
  const hasNegative = (found & guard) != 0;
  let smallest = hasNegative ? 32767 : smallestLane(least);
  for (let d = hasNegative ? 0 : inLanes; d < end; d++) smallest = min(smallest, sumAt(run, d));
  return smallest;
}

/** The first of the smallest; −1 where all are 32767. */
function cheapest(run: usize): i32 {
  const smallest = smallestSum(run, disparities);
  if (smallest == 32767) return -1;
  let d = 0;
  while (sumAt(run, d) != smallest) d++;
  return d;
}

/** Mode 3way: the first lane's last of the smallest, unless a later disparity outside the groups of eight is cheaper. */
function cheapestOfLanes(run: usize): i32 {
  const end = disparities & ~7;
  const smallest = smallestSum(run, end);
  const guard = guards;
  const lanes = lanesOf(smallest & 0xffff);
  let best = end == 0 ? 0 : disparities;
  let seen = 0;
  for (let d = end - 4; d >= 0; d -= 4) {
    if (!hasEqualLane(load<u64>(run + 2 * d), lanes, guard)) continue;
    for (let each = d; each < d + 4; each++) {
      const lane = 1 << (each & 7);
      if (sumAt(run, each) != smallest || (seen & lane) != 0) continue;
      seen |= lane;
      best = min(best, each);
    }
  }
  let cost = smallest;
  for (let d = end; d < disparities; d++) {
    if (sumAt(run, d) < cost) {
      cost = sumAt(run, d);
      best = d;
    }
  }
  return best;
}

/** Whether some disparity more than 1 away is too cheap for the winner to be unique. */
function hasRival(run: usize, best: i32, cost: i32): bool {
  const weight = 100 - uniquenessRatio;
  let from = 0;
  if (threeWayRules) {
    if (uniquenessRatio == 0) return false;
    from = disparities & ~7;
    if (isWithin(run, from, best, <i32>(<i16>((cost * 100) / weight + 1)) - 1)) return true;
  } else if (weight > 0 && cost > 0) {
    return isWithin(run, disparities, best, (cost * 100 - 1) / weight);
  }
  for (let d = from; d < disparities; d++) {
    if (sumAt(run, d) * weight < cost * 100 && abs(d - best) > 1) return true;
  }
  return false;
}

/** Whether a sum from 0 to before `end`, more than 1 from `best`, is at most the limit. */
function isWithin(run: usize, end: i32, best: i32, limit: i32): bool {
  const guard = guards;
  const lanes = lanesOf(max(min(limit, 32767), 0)) | guard;
  for (let d = 0; d < end; d += 4) {
    const four = load<u64>(run + 2 * d);
    if (((four | (lanes - four)) & guard) == 0) continue;
    for (let each = d; each < min(d + 4, end); each++) {
      if (sumAt(run, each) <= limit && abs(each - best) > 1) return true;
    }
  }
  return false;
}

/** The winner in 1/16 px above minDisparity: the vertex of the parabola through three sums. */
function subPixel(run: usize, best: i32): i32 {
  if (best == 0 || best == disparities - 1) return best * 16;
  const before = sumAt(run, best - 1);
  const after = sumAt(run, best + 1);
  const curvature = max(before + after - 2 * sumAt(run, best), 1);
  return best * 16 + ((before - after) * 16 + curvature) / (curvature * 2);
}

function dropInconsistent(map: usize, invalid: i32): void {
  for (let x = firstX; x < firstX + columns; x++) {
    const disparity = <i32>load<i16>(map + 2 * x);
    if (disparity == invalid) continue;
    if (contradicts(x, disparity >> 4) && contradicts(x, (disparity + 15) >> 4)) store<i16>(map + 2 * x, <i16>invalid);
  }
}

/** Whether the right picture has a disparity at the matching column, and it differs too much. */
function contradicts(x: i32, disparity: i32): bool {
  const match = x - disparity;
  if (match < 0 || match >= width) return false;
  const other = <i32>load<i16>(rightDisparities + 2 * match);
  return other >= minDisparity && abs(other - disparity) > disp12MaxDiff;
}
