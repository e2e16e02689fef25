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
/** floor(2^40 / (100 − uniquenessRatio)) + 1 */
let reciprocal: u64 = 0;

@inline
function invalid(): i16 {
  return <i16>((minDisparity - 1) * 16);
}

/**
 * Chooses the disparities of the tile's part of image row y, from the right to the left: the smallest sum, on ties the
 * smallest disparity; none where another one, more than a step away, has S · (100 − ratio) < S(best) · 100 (mode 3way:
 * S ≤ S(best) · 100 / (100 − ratio) in int16, unless the ratio is 0). Writes 1/16 px to disparityMap, and to the right
 * picture's row which left pixel points at it most cheaply. The first tile to choose prepares both rows.
 *
 * Whether a pixel has a winner is close to random. Nothing here branches on it, because a mispredicted branch costs as
 * much as a dozen vectors: pixels without a winner go through the same motions with a cost that never wins.
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
  reciprocal = (<u64>1 << 40) / <u64>(100 - uniquenessRatio) + 1;
  const n = disparities;
  const lowest = minDisparity;
  const stride = sumsStep;
  const columnStep = isUpward ? 1 : -1;
  const tileColumns = tileEnd - tileFirst;
  const none = <i32>invalid();
  let c = isUpward ? 0 : tileColumns - 1;
  let x = firstX + (isUpward ? columns - 1 - tileFirst : tileEnd - 1);
  for (let i = 0; i < tileColumns; i++) {
    const smallest = <i32>load<i16>(smallestSums + 2 * c);
    const sum = firstSum + c * stride;
    const winner = uniqueWinner(sum, n, smallest);
    const isNone = winner >> 31;
    const best = winner & ~isNone;
    const cost = smallest | (isNone & maxCost);

    const match = (x - best - lowest) * 2;
    const costSoFar = <i32>load<i16>(costs + match);
    const matchSoFar = <i32>load<i16>(matches + match);
    const isCheaper = (cost - costSoFar) >> 31;
    store<i16>(costs + match, <i16>(costSoFar + ((cost - costSoFar) & isCheaper)));
    store<i16>(matches + match, <i16>(matchSoFar + ((best + lowest - matchSoFar) & isCheaper)));
    const disparity = subPixel(sum, n, best, smallest) + lowest * 16;
    store<i16>(map + 2 * x, <i16>(disparity + ((none - disparity) & isNone)));
    c += columnStep;
    x--;
  }
}

function fillRow(row: usize, value: i16): void {
  const whole = width & ~7;
  for (let x = 0; x < whole; x += 8) v128.store(row + 2 * x, i16x8.splat(value));
  for (let x = whole; x < width; x++) store<i16>(row + 2 * x, value);
}

/**
 * Sums up to this one rule out a winner that is further than a step away; −1 = none does.
 * floor(n / weight) = n · reciprocal >> 40 for every n < 2^22, because reciprocal · weight exceeds 2^40 by at most 100.
 */
@inline
function uniquenessLimit(smallest: i32): i32 {
  if (uniquenessRatio == 0) return -1;
  if (threeWayRules) return <i32>(<i16>(<i32>((<u64>(smallest * 100) * reciprocal) >> 40) + 1)) - 1;
  if (smallest == 0) return -1;
  return <i32>((<u64>(smallest * 100 - 1) * reciprocal) >> 40);
}

/**
 * Index of the smallest sum, or −1 where it is not unique. Only the first and the last index within the limit need to
 * be known: the winner is one of them or between them, and within a step of both only if they are at most two apart. So
 * it is looked for from the first to two places on; where it lies elsewhere the answer is −1 whatever is found.
 */
@inline
function uniqueWinner(sum: usize, n: i32, smallest: i32): i32 {
  if (smallest == maxCost && !threeWayRules) return -1;
  const limit = uniquenessLimit(smallest);
  const bound = i16x8.splat(<i16>min(max(limit, smallest), maxCost));
  let first = -1;
  let last = -1;
  let d = 0;
  for (; d + 64 <= n; d += 64) {
    const at = sum + 2 * d;
    const within = ~(
      <u64>sixteenBeyond(v128.load(at), v128.load(at, 16), bound) |
      (<u64>sixteenBeyond(v128.load(at, 32), v128.load(at, 48), bound) << 16) |
      (<u64>sixteenBeyond(v128.load(at, 64), v128.load(at, 80), bound) << 32) |
      (<u64>sixteenBeyond(v128.load(at, 96), v128.load(at, 112), bound) << 48)
    );
    if (!within) continue;
    if (first < 0) first = d + <i32>ctz(within);
    last = d + 63 - <i32>clz(within);
  }
  for (; d < n; d += 16) {
    const at = sum + 2 * d;
    const within = sixteenBeyond(v128.load(at), v128.load(at, 16), bound) ^ 0xffff;
    if (!within) continue;
    if (first < 0) first = d + <i32>ctz(within);
    last = d + 31 - <i32>clz(within);
  }
  if (limit < smallest) return threeWayRules ? lastOfFirstLane(sum, smallest) : first;
  const isNotFirst = i32(<i32>load<i16>(sum + 2 * first) != smallest);
  const isNotSecond = i32(<i32>load<i16>(sum + 2 * first, 2) != smallest);
  const best = first + isNotFirst + (isNotFirst & isNotSecond);
  return best | ((1 - (best - first)) >> 31) | ((1 - (last - best)) >> 31);
}

/** A bit for each of sixteen sums that exceeds the bound. */
@inline
function sixteenBeyond(a: v128, b: v128, bound: v128): i32 {
  return i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.gt_s(a, bound), i16x8.gt_s(b, bound)));
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

/** The winner in 1/16 px above minDisparity: the parabola's vertex, in integers, truncated; none at the range's ends. */
@inline
function subPixel(sum: usize, n: i32, best: i32, smallest: i32): i32 {
  const before = <i32>load<i16>(sum + 2 * best - 2);
  const after = <i32>load<i16>(sum + 2 * best, 2);
  const curvature = max(before + after - 2 * smallest, 1);
  const isEnd = ((best - 1) | (n - 2 - best)) >> 31;
  return best * 16 + ((((before - after) * 16 + curvature) / (curvature * 2)) & ~isEnd);
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
