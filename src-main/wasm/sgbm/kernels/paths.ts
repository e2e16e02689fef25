import { along, back, costStep, disparities, P1, P2, sumsStep } from './settings';

/**
 * Path costs. A path slot holds the costs of one path at one pixel, in place: following the path to the next pixel
 * overwrites them. Slot, in bytes, with n = 2 · disparities:
 *   0 … n − 1       i16 costs L
 *   n … n + 15      i16 × 8, all 32767: stands for the disparity beyond the last
 *   n + 16 … n + 31 i16 × 8, all min L + P2: the cost of jumping here from any disparity
 *
 *   L(p, d) = C(p, d) + min( L(q, d), L(q, d ± 1) + P1, J ) − J   with J = min L(q) + P2 and C carrying P2
 *           = C(p, d) − max( 0, J − min( L(q, d), L(q, d ± 1) + P1 ) )
 *
 * While blockSize² · (2 · gradientCap + 63) + 2 · P2 ≤ 32767 every L is in 0 … 32767 − P2, so that nothing wraps.
 */

/** Bytes of a slot. */
@inline
export function slotBytes(): i32 {
  return disparities * 2 + 32;
}

/** Address of what a slot says about jumps. */
@inline
function jumpOf(slot: usize): usize {
  return slot + 2 * disparities + 16;
}

/** Puts a path before the image's border: all costs zero. */
export function clearSlot(slot: usize): void {
  const end = slot + 2 * disparities;
  memory.fill(slot, 0, 2 * disparities);
  v128.store(end, i16x8.splat(0x7fff));
  v128.store(end, i16x8.splat(<i16>P2), 16);
}

export function copySlot(target: usize, source: usize): void {
  memory.copy(target, source, slotBytes());
}

/** One step of a path for eight disparities; `before` and `here` and `after` are its costs at d − 8, d and d + 1. */
@inline
function step(cost: v128, before: v128, here: v128, after: v128, jump: v128, p1: v128): v128 {
  const below = v128.shuffle<i16>(before, here, 7, 8, 9, 10, 11, 12, 13, 14);
  const stay = i16x8.min_s(here, i16x8.add(i16x8.min_s(below, after), p1));
  return i16x8.sub(cost, i16x8.sub_sat_u(jump, stay));
}

/** Lane 0: the smallest lane of a; lane 1: of b. */
@inline
function smallestOfTwo(a: v128, b: v128): v128 {
  a = i16x8.min_s(interleavedLow(a, b), interleavedHigh(a, b));
  a = i16x8.min_s(a, v128.shuffle<i32>(a, a, 2, 3, 0, 1));
  return i16x8.min_s(a, v128.shuffle<i32>(a, a, 1, 0, 3, 2));
}

/** Lane 0: the smallest lane of a; lane 1: of b; lane 2: of c. */
@inline
function smallestOfThree(a: v128, b: v128, c: v128): v128 {
  a = i16x8.min_s(interleavedLow(a, b), interleavedHigh(a, b));
  c = i16x8.min_s(interleavedLow(c, c), interleavedHigh(c, c));
  a = i16x8.min_s(v128.shuffle<i32>(a, c, 0, 4, 1, 5), v128.shuffle<i32>(a, c, 2, 6, 3, 7));
  return i16x8.min_s(a, v128.shuffle<i32>(a, a, 2, 3, 0, 1));
}

@inline
function interleavedLow(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

@inline
function interleavedHigh(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

@inline
function laneZero(a: v128): v128 {
  return v128.shuffle<i16>(a, a, 0, 0, 0, 0, 0, 0, 0, 0);
}

@inline
function laneOne(a: v128): v128 {
  return v128.shuffle<i16>(a, a, 1, 1, 1, 1, 1, 1, 1, 1);
}

/**
 * Follows paths along a stretch of columns, from the left to the right. Per column: its block costs, the path along the
 * row, one that comes from the row above, and with four paths two more of these, and their sums. Loops
 * leave their addresses at the column's end, and only where the next column begins elsewhere something is added.
 *
 * @param paths    4: along, falling, vertical and rising; 2: along and vertical; 1: vertical alone, without sums
 * @param adds     completes the sums that are there, and finds the smallest of each column
 * @param count    columns, at least 1
 * @param costBefore, entering, leaving  block cost = costBefore + entering − leaving, i16 × disparities; costBefore is
 *                 that of the first column, afterwards it is the cost of the column before
 * @param cost     receives the first column's block cost; may be costBefore
 * @param falling, vertical, rising  slots of the first column
 * @param sum      sums of the first column
 * @param smallest receives the smallest sums where they are found
 */
@inline
export function followStretch(
  paths: i32,
  adds: bool,
  count: i32,
  costBefore: usize,
  entering: usize,
  entersStep: i32,
  leaving: usize,
  leavesStep: i32,
  cost: usize,
  falling: usize,
  vertical: usize,
  rising: usize,
  sum: usize,
  smallest: usize,
): void {
  const n = 2 * disparities;
  const entersOn = entersStep - n;
  const leavesOn = leavesStep - n;
  const costOn = costStep - n;
  const sumOn = sumsStep - n;
  const alongFirst = along;
  const alongEnd = along + n;
  const p1 = i16x8.splat(<i16>P1);
  const p2 = i16x8.splat(<i16>P2);
  let jump = v128.load(jumpOf(along));
  const smallestEnd = smallest + 2 * count;
  while (smallest < smallestEnd) {
    let second = paths == 4 ? falling : vertical;
    const secondJump = v128.load(second + n, 16);
    let secondBefore = v128.load(second + n);
    let secondSmallest = secondBefore;
    let smallestSum = secondBefore;
    if (paths == 1) {
      const end = second + n;
      while (second < end) {
        const c = i16x8.sub(i16x8.add(v128.load(costBefore), v128.load(entering)), v128.load(leaving));
        v128.store(cost, c);
        const here = v128.load(second);
        const b = step(c, secondBefore, here, v128.load(second, 2), secondJump, p1);
        v128.store(second, b);
        secondBefore = here;
        secondSmallest = i16x8.min_s(secondSmallest, b);
        costBefore += 16;
        entering += 16;
        leaving += 16;
        cost += 16;
        second += 16;
      }
      const least = smallestOfTwo(secondSmallest, secondSmallest);
      v128.store(second, i16x8.add(laneZero(least), p2), 16);
    } else {
      let first = alongFirst;
      let firstBefore = secondBefore;
      let firstSmallest = secondBefore;
      while (first < alongEnd) {
        let c = i16x8.sub(i16x8.add(v128.load(costBefore), v128.load(entering)), v128.load(leaving));
        v128.store(cost, c);

        let here = v128.load(first);
        let a = step(c, firstBefore, here, v128.load(first, 2), jump, p1);
        v128.store(first, a);
        firstBefore = here;
        firstSmallest = i16x8.min_s(firstSmallest, a);

        here = v128.load(second);
        let b = step(c, secondBefore, here, v128.load(second, 2), secondJump, p1);
        v128.store(second, b);
        secondBefore = here;
        secondSmallest = i16x8.min_s(secondSmallest, b);

        a = i16x8.add_sat_s(a, b);
        if (adds) a = i16x8.add_sat_s(a, v128.load(sum));
        v128.store(sum, a);
        if (paths == 2 && adds) smallestSum = i16x8.min_s(smallestSum, a);

        c = i16x8.sub(i16x8.add(v128.load(costBefore, 16), v128.load(entering, 16)), v128.load(leaving, 16));
        v128.store(cost, c, 16);

        here = v128.load(first, 16);
        a = step(c, firstBefore, here, v128.load(first, 18), jump, p1);
        v128.store(first, a, 16);
        firstBefore = here;
        firstSmallest = i16x8.min_s(firstSmallest, a);

        here = v128.load(second, 16);
        b = step(c, secondBefore, here, v128.load(second, 18), secondJump, p1);
        v128.store(second, b, 16);
        secondBefore = here;
        secondSmallest = i16x8.min_s(secondSmallest, b);

        a = i16x8.add_sat_s(a, b);
        if (adds) a = i16x8.add_sat_s(a, v128.load(sum, 16));
        v128.store(sum, a, 16);
        if (paths == 2 && adds) smallestSum = i16x8.min_s(smallestSum, a);

        costBefore += 32;
        entering += 32;
        leaving += 32;
        cost += 32;
        first += 32;
        second += 32;
        sum += 32;
      }
      const least =
        paths == 2 && adds
          ? smallestOfThree(firstSmallest, secondSmallest, smallestSum)
          : smallestOfTwo(firstSmallest, secondSmallest);
      jump = i16x8.add(laneZero(least), p2);
      v128.store(second, i16x8.add(laneOne(least), p2), 16);
      if (paths == 2) {
        if (adds) v128.store_lane<i16>(smallest, least, 2);
      } else {
        twoMorePaths(adds, cost - n, vertical, rising, sum - n, smallest, p1, p2);
        falling = second + 32;
        vertical += n + 32;
        rising += n + 32;
      }
    }
    if (paths != 4) vertical = second + 32;
    costBefore = cost - n;
    cost += costOn;
    entering += entersOn;
    leaving += leavesOn;
    sum += paths == 1 ? sumsStep : sumOn;
    smallest += 2;
  }
  v128.store(jumpOf(along), jump);
}

/**
 * Second half of a column: two further paths.
 * @param completes whether that completes the sums
 * @param sum       has both added
 * @param smallest  receives the smallest sum where they are complete
 */
@inline
function twoMorePaths(
  completes: bool,
  cost: usize,
  first: usize,
  second: usize,
  sum: usize,
  smallest: usize,
  p1: v128,
  p2: v128,
): void {
  const n = 2 * disparities;
  const firstJump = v128.load(first + n, 16);
  const secondJump = v128.load(second + n, 16);
  let firstBefore = v128.load(first + n);
  let secondBefore = firstBefore;
  let firstSmallest = firstBefore;
  let secondSmallest = firstBefore;
  let smallestSum = firstBefore;
  const end = first + n;
  while (first < end) {
    let c = v128.load(cost);

    let here = v128.load(first);
    let a = step(c, firstBefore, here, v128.load(first, 2), firstJump, p1);
    v128.store(first, a);
    firstBefore = here;
    firstSmallest = i16x8.min_s(firstSmallest, a);

    here = v128.load(second);
    let b = step(c, secondBefore, here, v128.load(second, 2), secondJump, p1);
    v128.store(second, b);
    secondBefore = here;
    secondSmallest = i16x8.min_s(secondSmallest, b);

    a = i16x8.add_sat_s(i16x8.add_sat_s(a, b), v128.load(sum));
    v128.store(sum, a);
    if (completes) smallestSum = i16x8.min_s(smallestSum, a);

    c = v128.load(cost, 16);

    here = v128.load(first, 16);
    a = step(c, firstBefore, here, v128.load(first, 18), firstJump, p1);
    v128.store(first, a, 16);
    firstBefore = here;
    firstSmallest = i16x8.min_s(firstSmallest, a);

    here = v128.load(second, 16);
    b = step(c, secondBefore, here, v128.load(second, 18), secondJump, p1);
    v128.store(second, b, 16);
    secondBefore = here;
    secondSmallest = i16x8.min_s(secondSmallest, b);

    a = i16x8.add_sat_s(i16x8.add_sat_s(a, b), v128.load(sum, 16));
    v128.store(sum, a, 16);
    if (completes) smallestSum = i16x8.min_s(smallestSum, a);

    cost += 32;
    first += 32;
    second += 32;
    sum += 32;
  }
  const least = completes
    ? smallestOfThree(firstSmallest, secondSmallest, smallestSum)
    : smallestOfTwo(firstSmallest, secondSmallest);
  v128.store(first, i16x8.add(laneZero(least), p2), 16);
  v128.store(second, i16x8.add(laneOne(least), p2), 16);
  if (completes) v128.store_lane<i16>(smallest, least, 2);
}

/**
 * Follows the path back along a row, from the right to the left, and adds it to the sums.
 * @param count     columns
 * @param cost, sum, smallest  of the last column; smallest receives the smallest sums
 */
export function followBack(count: i32, cost: usize, sum: usize, smallest: usize): void {
  const n = 2 * disparities;
  const costOn = -costStep - n;
  const sumOn = -sumsStep - n;
  const slotFirst = back;
  const slotEnd = back + n;
  const p1 = i16x8.splat(<i16>P1);
  const p2 = i16x8.splat(<i16>P2);
  let jump = v128.load(jumpOf(back));
  for (const smallestEnd = smallest - 2 * count; smallest > smallestEnd; smallest -= 2) {
    let slot = slotFirst;
    let before = v128.load(slotEnd);
    let least = before;
    let smallestSum = before;
    while (slot < slotEnd) {
      let here = v128.load(slot);
      let a = step(v128.load(cost), before, here, v128.load(slot, 2), jump, p1);
      v128.store(slot, a);
      least = i16x8.min_s(least, a);
      a = i16x8.add_sat_s(a, v128.load(sum));
      v128.store(sum, a);
      smallestSum = i16x8.min_s(smallestSum, a);
      before = here;

      here = v128.load(slot, 16);
      a = step(v128.load(cost, 16), before, here, v128.load(slot, 18), jump, p1);
      v128.store(slot, a, 16);
      least = i16x8.min_s(least, a);
      a = i16x8.add_sat_s(a, v128.load(sum, 16));
      v128.store(sum, a, 16);
      smallestSum = i16x8.min_s(smallestSum, a);
      before = here;

      cost += 32;
      slot += 32;
      sum += 32;
    }
    least = smallestOfTwo(least, smallestSum);
    v128.store_lane<i16>(smallest, least, 1);
    jump = i16x8.add(laneZero(least), p2);
    cost += costOn;
    sum += sumOn;
  }
  v128.store(jumpOf(back), jump);
}
