import { along, disparities, P1, P2 } from './settings';

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
export function jumpOf(slot: usize): usize {
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
 * A column's block costs and the path that comes from the row above, without sums.
 *
 * @param costBefore, entering, leaving  block cost = costBefore + entering − leaving, i16 × disparities
 * @param cost    receives the block cost; may be costBefore
 */
@inline
export function costAndOnePath(costBefore: usize, entering: usize, leaving: usize, cost: usize, slot: usize): void {
  const n = 2 * disparities;
  const p1 = i16x8.splat(<i16>P1);
  const jump = v128.load(slot + n, 16);
  let before = v128.load(slot + n);
  let least = before;
  const end = slot + n;
  while (slot < end) {
    const c = i16x8.sub(i16x8.add(v128.load(costBefore), v128.load(entering)), v128.load(leaving));
    v128.store(cost, c);
    const here = v128.load(slot);
    const a = step(c, before, here, v128.load(slot, 2), jump, p1);
    v128.store(slot, a);
    before = here;
    least = i16x8.min_s(least, a);
    costBefore += 16;
    entering += 16;
    leaving += 16;
    cost += 16;
    slot += 16;
  }
  v128.store(slot, i16x8.add(laneZero(smallestOfTwo(least, least)), i16x8.splat(<i16>P2)), 16);
}

/**
 * First half of a column: its block costs, the path along the row, and one that comes from the row above.
 *
 * @param costBefore, entering, leaving, cost  as above
 * @param second  slot of the second path; the first is `along`
 * @param sum     receives the sum of both paths, added to what is there if `adds`
 * @param jump      the cost of a jump here on the path along the row, in all lanes (the slot's is not looked at, nor written)
 * @param smallest  receives the smallest sum if `isLast`
 * @returns the cost of a jump to the next column on the path along the row
 */
@inline
export function costAndTwoPaths(
  costBefore: usize,
  entering: usize,
  leaving: usize,
  cost: usize,
  second: usize,
  sum: usize,
  smallest: usize,
  jump: v128,
  adds: bool,
  isLast: bool,
): v128 {
  let first = along;
  const n = 2 * disparities;
  const p1 = i16x8.splat(<i16>P1);
  const secondJump = v128.load(second + n, 16);
  let firstBefore = v128.load(first + n);
  let secondBefore = firstBefore;
  let firstSmallest = firstBefore;
  let secondSmallest = firstBefore;
  let smallestSum = firstBefore;
  const end = first + n;
  while (first < end) {
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
    if (isLast) smallestSum = i16x8.min_s(smallestSum, a);

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
    if (isLast) smallestSum = i16x8.min_s(smallestSum, a);

    costBefore += 32;
    entering += 32;
    leaving += 32;
    cost += 32;
    first += 32;
    second += 32;
    sum += 32;
  }
  const p2 = i16x8.splat(<i16>P2);
  const least = isLast
    ? smallestOfThree(firstSmallest, secondSmallest, smallestSum)
    : smallestOfTwo(firstSmallest, secondSmallest);
  v128.store(second, i16x8.add(laneOne(least), p2), 16);
  if (isLast) v128.store_lane<i16>(smallest, least, 2);
  return i16x8.add(laneZero(least), p2);
}

/**
 * Second half of a column: two further paths.
 * @param sum  has both added
 * @param smallest  receives the smallest sum
 */
@inline
export function twoMorePaths(cost: usize, first: usize, second: usize, sum: usize, smallest: usize): void {
  const n = 2 * disparities;
  const p1 = i16x8.splat(<i16>P1);
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
    smallestSum = i16x8.min_s(smallestSum, a);

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
    smallestSum = i16x8.min_s(smallestSum, a);

    cost += 32;
    first += 32;
    second += 32;
    sum += 32;
  }
  const p2 = i16x8.splat(<i16>P2);
  const least = smallestOfThree(firstSmallest, secondSmallest, smallestSum);
  v128.store(first, i16x8.add(laneZero(least), p2), 16);
  v128.store(second, i16x8.add(laneOne(least), p2), 16);
  v128.store_lane<i16>(smallest, least, 2);
}

/**
 * A single path; as twoMorePaths otherwise.
 * @param jump      the cost of a jump here, in all lanes (the slot's is not looked at, nor written)
 * @param smallest  receives the smallest sum
 * @returns the cost of a jump to the next column
 */
@inline
export function oneMorePath(cost: usize, slot: usize, sum: usize, jump: v128, smallest: usize): v128 {
  const n = 2 * disparities;
  const p1 = i16x8.splat(<i16>P1);
  let before = v128.load(slot + n);
  let least = before;
  let smallestSum = before;
  const end = slot + n;
  while (slot < end) {
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
  return i16x8.add(laneZero(least), i16x8.splat(<i16>P2));
}
