import {
  columns,
  disp12MaxDiff,
  disparities,
  disparityMap,
  endsRow,
  firstX,
  isUpward,
  mapShift,
  minDisparity,
  rightCosts,
  rightDisparities,
  rightRows,
  sumsStep,
  threeWayRules,
  tileEnd,
  tileFirst,
  uniquenessRatio,
  width,
  winnersBefore,
} from './settings';

/** Stands for "no cost yet" and "no winner". */
const maxCost: i32 = 0x7fff;

@inline
function invalid(): i16 {
  return <i16>((minDisparity - 1) * 16);
}

/**
 * Chooses the disparities of the tile's part of image row y, from the right to the left: the smallest sum, on ties the
 * smallest disparity; none where another one, more than a step away, has S · (100 − ratio) < S(best) · 100 (mode 3way:
 * S ≤ S(best) · 100 / (100 − ratio) in int16, unless the ratio is 0). Writes 1/16 px to disparityMap, and to the right picture's row which left pixel points at it most cheaply. The first tile to
 * choose prepares both rows.
 *
 * @param firstSum       sums of the tile's first column
 * @param smallestSums   i16, the smallest sum of each column of the tile
 */
export function chooseWinners(y: i32, firstSum: usize, smallestSums: usize): void {
  const map = disparityMap + (y + mapShift) * width * 2;
  const costs = rightCosts + (y % rightRows) * width * 2;
  const matches = rightDisparities + (y % rightRows) * width * 2;
  if (winnersBefore == 0) {
    fillRow(map, invalid());
    fillRow(matches, invalid());
    fillRow(costs, <i16>maxCost);
  }
  const tileColumns = tileEnd - tileFirst;
  const weight = 100 - uniquenessRatio;
  // floor(n / weight) = n · reciprocal >> 40 for every n < 2^22, because reciprocal · weight exceeds 2^40 by at most 100.
  const reciprocal: u64 = (<u64>1 << 40) / <u64>weight + 1;
  for (let i = 0; i < tileColumns; i++) {
    const c = isUpward ? i : tileColumns - 1 - i;
    const smallest = <i32>load<i16>(smallestSums + 2 * c);
    if (smallest == maxCost && !threeWayRules) continue;
    const sum = firstSum + c * sumsStep;
    // Sums up to `limit` rule out a winner that is further than a step away: S · weight < smallest · 100.
    let limit = -1;
    if (threeWayRules) {
      if (uniquenessRatio) limit = <i32>(<i16>(<i32>((<u64>(smallest * 100) * reciprocal) >> 40) + 1)) - 1;
    } else if (smallest) {
      limit = <i32>((<u64>(smallest * 100 - 1) * reciprocal) >> 40);
    }
    const best = uniqueWinner(sum, min(max(limit, smallest), maxCost), smallest, limit >= smallest);
    if (best < 0) continue;

    const x = firstX + (isUpward ? columns - 1 - tileFirst - c : tileFirst + c);
    const match = (x - best - minDisparity) * 2;
    if (<i32>load<i16>(costs + match) > smallest) {
      store<i16>(costs + match, <i16>smallest);
      store<i16>(matches + match, <i16>(best + minDisparity));
    }
    store<i16>(map + 2 * x, <i16>(subPixel(sum, best, smallest) + minDisparity * 16));
  }
}

function fillRow(row: usize, value: i16): void {
  for (let x = 0; x < width; x++) store<i16>(row + 2 * x, value);
}

/**
 * Index of the smallest sum, or −1 where a sum up to `limit` lies more than one step from it. Only the first and the
 * last index within the limit need to be known: the winner is one of them or between them, so that it is within a step
 * of both only if they are at most two apart.
 */
function uniqueWinner(sum: usize, limit: i32, smallest: i32, mustBeUnique: bool): i32 {
  const bound = i16x8.splat(<i16>limit);
  let first = -1;
  let last = -1;
  for (let group = 0; group < disparities; group += 64) {
    let within: u64 = 0;
    const end = min(disparities - group, 64);
    for (let d = 0; d < end; d += 16) {
      const at = sum + 2 * (group + d);
      const beyond = i8x16.narrow_i16x8_s(
        i16x8.gt_s(v128.load(at), bound),
        i16x8.gt_s(v128.load(at, 16), bound),
      );
      within |= <u64>(i8x16.bitmask(beyond) ^ 0xffff) << d;
    }
    if (within) {
      if (first < 0) first = group + <i32>ctz(within);
      last = group + 63 - <i32>clz(within);
    }
  }
  if (first == last) return first;
  if (!mustBeUnique) return threeWayRules ? lastOfFirstLane(sum, smallest) : first;
  if (last - first > 2) return -1;
  const start = <i32>load<i16>(sum + 2 * first);
  if (last - first == 1) return start == smallest ? first : last;
  // The two ends are two apart and out of each other's reach, so that only the middle can win.
  return start > smallest && <i32>load<i16>(sum + 2 * first, 2) == smallest ? first + 1 : -1;
}

/** MODE_SGBM_3WAY's choice among equal sums: the last of those with equal d mod 8, and of these the first. */
function lastOfFirstLane(sum: usize, smallest: i32): i32 {
  let best = disparities;
  for (let lane = 0; lane < 8; lane++) {
    let last = disparities;
    for (let d = lane; d < disparities; d += 8) if (<i32>load<i16>(sum + 2 * d) == smallest) last = d;
    best = min(best, last);
  }
  return best;
}

/** The winner in 1/16 px above minDisparity: the parabola's vertex, in integers, truncated. */
function subPixel(sum: usize, best: i32, smallest: i32): i32 {
  if (best == 0 || best == disparities - 1) return best * 16;
  const before = <i32>load<i16>(sum + 2 * best - 2);
  const after = <i32>load<i16>(sum + 2 * best, 2);
  const curvature = max(before + after - 2 * smallest, 1);
  return best * 16 + ((before - after) * 16 + curvature) / (curvature * 2);
}

/** Drops disparities of image row y that the right picture contradicts. Only the last tile to choose does so. */
export function checkRow(y: i32): void {
  if (!endsRow) return;
  const map = disparityMap + (y + mapShift) * width * 2;
  const matches = rightDisparities + (y % rightRows) * width * 2;
  const none = <i32>invalid();
  for (let x = firstX; x < firstX + columns; x++) {
    const disparity = <i32>load<i16>(map + 2 * x);
    if (disparity == none) continue;
    if (contradicts(matches, x, disparity >> 4) && contradicts(matches, x, (disparity + 15) >> 4)) {
      store<i16>(map + 2 * x, <i16>none);
    }
  }
}

@inline
function contradicts(matches: usize, x: i32, disparity: i32): bool {
  const match = x - disparity;
  if (<u32>match >= <u32>width) return false;
  const other = <i32>load<i16>(matches + 2 * match);
  return other >= minDisparity && abs(other - disparity) > disp12MaxDiff;
}
