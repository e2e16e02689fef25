import { followBack } from './paths';
import { lineBytes } from './prefilter';
import {
  columns,
  costStep,
  disp12MaxDiff,
  disparities,
  disparityMap,
  endsRow,
  followsBack,
  firstX,
  isUpward,
  lines,
  mapShift,
  minDisparity,
  rightKeys,
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
/** Columns that are worked on at a time, so that what is noted about them stays in the fastest cache. */
const chunkColumns: i32 = 64;
/** Notes on a chunk, in the prefilter's lines, which are free between rows: i16 per column, i32 keys, and the marks. */
const limitsAt: usize = 0;
const winnersAt: usize = 2 * chunkColumns;
const beforeAt: usize = 4 * chunkColumns;
const afterAt: usize = 6 * chunkColumns;
const subPixelsAt: usize = 8 * chunkColumns;
const keysAt: usize = 10 * chunkColumns;
const marksAt: usize = 14 * chunkColumns;

/**
 * What the right picture's pixels know: a key each, cost · 65536 + code, where the code of disparity d above
 * minDisparity is disparities − 1 − d. The least key is that of the cheapest left pixel, and of the one furthest to the
 * right among equally cheap ones. Nobody points here:
 */
const noKey: i32 = 0x7fffffff;

@inline
function invalid(): i16 {
  return <i16>((minDisparity - 1) * 16);
}

/**
 * Chooses the disparities of the tile's part of image row y, from the right to the left: the smallest sum, on ties the
 * smallest disparity; none where another one, more than a step away, has S · (100 − ratio) < S(best) · 100 (mode 3way:
 * S ≤ S(best) · 100 / (100 − ratio) in int16, unless the ratio is 0). Writes 1/16 px to disparityMap, and to the right
 * picture's row which left pixel points at it most cheaply. The first tile to choose prepares both rows. Where the path
 * back is followed, it completes the sums of a chunk just before they are looked at, while they are in the fastest cache.
 *
 * Whether a pixel has a winner is close to random. Nothing here branches on it, because a mispredicted branch costs as
 * much as a dozen vectors: pixels without a winner go through the same motions with a cost that never wins.
 *
 * @param firstCost      block costs of the tile's first column, for the path back
 * @param firstSum       sums of the tile's first column
 * @param smallestSums   i16, the smallest sum of each column of the tile
 */
export function chooseWinners(y: i32, firstCost: usize, firstSum: usize, smallestSums: usize): void {
  const map = disparityMap + (y + mapShift) * width * 2;
  const keys = keysOfRow(y);
  if (winnersBefore == 0) {
    fillRow(map, i16x8.splat(invalid()), 2 * width);
    fillRow(keys, i32x4.splat(noKey), 4 * width);
  }
  const chunks = (tileEnd - tileFirst + chunkColumns - 1) / chunkColumns;
  for (let i = 0; i < chunks; i++) {
    const chunkFirst = (isUpward ? i : chunks - 1 - i) * chunkColumns;
    const count = min(chunkColumns, tileEnd - tileFirst - chunkFirst);
    const sum = firstSum + chunkFirst * sumsStep;
    const smallest = smallestSums + 2 * chunkFirst;
    if (followsBack) {
      const last = count - 1;
      followBack(count, firstCost + (chunkFirst + last) * costStep, sum + last * sumsStep, smallest + 2 * last);
    }
    if (threeWayRules) findLimits(smallest, count, true);
    else findLimits(smallest, count, false);
    markCandidates(sum, smallest, count);
    pickWinners(sum, smallest, count);
    refine(smallest, count);
    enterWinners(map, keys, chunkFirst, count);
  }
}

@inline
function keysOfRow(y: i32): usize {
  return rightKeys + (y % rightRows) * width * 4;
}

/** Fills `bytes` bytes, an even number, with the vector's. */
function fillRow(target: usize, words: v128, bytes: i32): void {
  const end = target + bytes;
  for (; target + 16 <= end; target += 16) v128.store(target, words);
  v128.store(lines, words);
  memory.copy(target, lines, end - target);
}

/** Per column: sums up to the limit rule out a winner that is further than a step away; below the smallest = none do. */
@inline
function findLimits(smallest: usize, count: i32, threeWay: bool): void {
  const limits = lines + limitsAt;
  for (let i = 0; i < count; i += 8) {
    const least = v128.load(smallest + 2 * i);
    const low = limitOf(i32x4.extend_low_i16x8_s(least), threeWay);
    const high = limitOf(i32x4.extend_high_i16x8_s(least), threeWay);
    v128.store(limits + 2 * i, i16x8.narrow_i32x4_s(low, high));
  }
}

/**
 * floor((smallest · 100 − 1) / weight); mode 3way: floor(smallest · 100 / weight) in int16. The quotient of floats is
 * off by one at most, because it is below 2^22.
 */
@inline
function limitOf(smallest: v128, threeWay: bool): v128 {
  if (uniquenessRatio == 0) return i32x4.splat(-1);
  const weight = i32x4.splat(100 - uniquenessRatio);
  let hundredfold = i32x4.mul(smallest, i32x4.splat(100));
  if (!threeWay) hundredfold = i32x4.sub(hundredfold, i32x4.splat(1));
  let limit = i32x4.trunc_sat_f32x4_s(
    f32x4.div(f32x4.convert_i32x4_s(hundredfold), f32x4.convert_i32x4_s(weight)),
  );
  const rest = i32x4.sub(hundredfold, i32x4.mul(limit, weight));
  limit = i32x4.add(limit, i32x4.shr_s(rest, 31));
  limit = i32x4.sub(limit, i32x4.ge_s(rest, weight));
  if (!threeWay) return limit;
  const one = i32x4.splat(1);
  return i32x4.sub(i32x4.shr_s(i32x4.shl(i32x4.add(limit, one), 16), 16), one);
}

/** Bytes of a column's marks. */
@inline
function markBytes(): i32 {
  return ((disparities + 63) >> 6) * 8;
}

/** Marks, a bit each, the sums that are within the limit or smallest. */
function markCandidates(sum: usize, smallest: usize, count: i32): void {
  const bytes = markBytes();
  const bits = disparities;
  const step = sumsStep;
  let marks = lines + marksAt;
  let limit = lines + limitsAt;
  for (let i = 0; i < count; i++) {
    store<u64>(marks + bytes - 8, 0);
    const bound = i16x8.max_s(v128.load_splat<i16>(limit), v128.load_splat<i16>(smallest));
    let at = sum;
    let mark = marks;
    const end = sum + 2 * bits;
    do {
      const beyond = i8x16.narrow_i16x8_s(
        i16x8.gt_s(v128.load(at), bound),
        i16x8.gt_s(v128.load(at, 16), bound),
      );
      store<u16>(mark, <u16>~i8x16.bitmask(beyond));
      at += 32;
      mark += 2;
    } while (at < end);
    sum += step;
    smallest += 2;
    limit += 2;
    marks += bytes;
  }
}

/**
 * Per column: index of the smallest sum, or −1 where it is not unique, and the sums beside it. Only the first and the
 * last mark need to be known: the winner is one of them or between them, and within a step of both only if they are at
 * most two apart. So it is looked for from the first to two places on; where it lies elsewhere the answer is −1
 * whatever is found.
 */
function pickWinners(sum: usize, smallest: usize, count: i32): void {
  const bytes = markBytes();
  const step = sumsStep;
  const isThreeWay = threeWayRules;
  let marks = lines + marksAt;
  let note = lines;
  for (let i = 0; i < count; i++) {
    let firstWord = marks;
    let lastWord = marks + bytes - 8;
    while (load<u64>(firstWord) == 0) firstWord += 8;
    while (load<u64>(lastWord) == 0) lastWord -= 8;
    const first = <i32>((firstWord - marks) * 8) + <i32>ctz(load<u64>(firstWord));
    const last = <i32>((lastWord - marks) * 8) + 63 - <i32>clz(load<u64>(lastWord));
    const least = <i32>load<i16>(smallest);
    const isNotFirst = i32(<i32>load<i16>(sum + 2 * first) != least);
    const isNotSecond = i32(<i32>load<i16>(sum + 2 * first, 2) != least);
    let best = first + isNotFirst + (isNotFirst & isNotSecond);
    let isNone = ((1 - (best - first)) | (1 - (last - best))) >> 31;
    if (<i32>load<i16>(note, limitsAt) < least) {
      isNone = 0;
      best = isThreeWay ? lastOfFirstLane(sum, least) : first;
    }
    if (least == maxCost && !isThreeWay) isNone = -1;
    const winner = best & ~isNone;
    store<i16>(note, <i16>(best | isNone), winnersAt);
    store<i16>(note, load<i16>(sum + 2 * winner - 2), beforeAt);
    store<i16>(note, load<i16>(sum + 2 * winner, 2), afterAt);
    sum += step;
    smallest += 2;
    note += 2;
    marks += bytes;
  }
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

/** Per column the disparity in 1/16 px: the parabola's vertex, truncated; whole at the ends of the range. And the key. */
function refine(smallest: usize, count: i32): void {
  let note = lines;
  let keys = lines + keysAt;
  const lowest = i16x8.splat(<i16>(minDisparity * 16));
  const none = i16x8.splat(invalid());
  const lastWinner = i16x8.splat(<i16>(disparities - 1));
  const dearest = i16x8.splat(<i16>maxCost);
  for (let i = 0; i < count; i += 8) {
    const winner = v128.load(note, winnersAt);
    const before = v128.load(note, beforeAt);
    const after = v128.load(note, afterAt);
    const least = v128.load(smallest);
    const vertex = i16x8.narrow_i32x4_s(
      vertexOf(
        i32x4.extend_low_i16x8_s(before),
        i32x4.extend_low_i16x8_s(after),
        i32x4.extend_low_i16x8_s(least),
      ),
      vertexOf(
        i32x4.extend_high_i16x8_s(before),
        i32x4.extend_high_i16x8_s(after),
        i32x4.extend_high_i16x8_s(least),
      ),
    );
    const isInside = v128.and(i16x8.gt_s(winner, i16x8.splat(0)), i16x8.gt_s(lastWinner, winner));
    const disparity = i16x8.add(i16x8.add(i16x8.shl(winner, 4), lowest), v128.and(vertex, isInside));
    const isNone = i16x8.shr_s(winner, 15);
    v128.store(note, v128.bitselect(none, disparity, isNone), subPixelsAt);

    const isSilent = v128.or(isNone, i16x8.eq(least, dearest));
    const code = v128.or(i16x8.sub(lastWinner, winner), isSilent);
    const cost = v128.or(least, i16x8.shr_u(isSilent, 1));
    v128.store(keys, v128.shuffle<i16>(code, cost, 0, 8, 1, 9, 2, 10, 3, 11));
    v128.store(keys, v128.shuffle<i16>(code, cost, 4, 12, 5, 13, 6, 14, 7, 15), 16);
    v128.store(note, i16x8.max_s(winner, i16x8.splat(0)), winnersAt);
    note += 16;
    keys += 32;
    smallest += 16;
  }
}

/**
 * In 1/16 px beside the winner: ((before − after) · 16 + curvature) / (curvature · 2), truncated, with the curvature
 * before + after − 2 · smallest, at least 1. In floats this is exact: both terms are below 2^24, and the quotient, of at
 * most 8.5, is a whole number or at least 1 / 2^18 away from one.
 */
@inline
function vertexOf(before: v128, after: v128, smallest: v128): v128 {
  const curvature = i32x4.max_s(
    i32x4.sub(i32x4.add(before, after), i32x4.add(smallest, smallest)),
    i32x4.splat(1),
  );
  const slope = i32x4.add(i32x4.shl(i32x4.sub(before, after), 4), curvature);
  return i32x4.trunc_sat_f32x4_s(
    f32x4.div(f32x4.convert_i32x4_s(slope), f32x4.convert_i32x4_s(i32x4.add(curvature, curvature))),
  );
}

/** Writes a chunk's disparities, and tells the right picture's pixels which of them point at it at what cost. */
function enterWinners(map: usize, keys: usize, chunkFirst: i32, count: i32): void {
  const columnStep = isUpward ? 1 : -1;
  let c = isUpward ? 0 : count - 1;
  let x = firstX + (isUpward ? columns - 1 - tileFirst - chunkFirst : tileFirst + chunkFirst + count - 1);
  let target = map + 2 * x;
  keys -= 4 * minDisparity;
  const notes = lines;
  for (let i = 0; i < count; i++) {
    const key = keys + 4 * (x - <i32>load<i16>(notes + 2 * c, winnersAt));
    store<i32>(key, min(load<i32>(key), load<i32>(notes + 4 * c, keysAt)));
    store<i16>(target, load<i16>(notes + 2 * c, subPixelsAt));
    c += columnStep;
    target -= 2;
    x--;
  }
}

/** Where checkRow notes what the right picture says, in the prefilter's lines: i16 per pixel, with room to both sides. */
const saidAt: usize = 3 * lineBytes;

/**
 * Drops disparities of image row y that the right picture contradicts: of both whole disparities beside one it must say
 * something at least minDisparity and more than disp12MaxDiff away. A pixel that nobody points at says
 * (minDisparity − 1) · 16, which from minDisparity 2 on contradicts. Only the last tile to choose does this.
 */
export function checkRow(y: i32): void {
  if (!endsRow) return;
  noteWhatIsSaid(keysOfRow(y));
  const map = disparityMap + (y + mapShift) * width * 2;
  const end = firstX + columns;
  let x = firstX;
  for (; x + 8 <= end; x += 8) v128.store(map + 2 * x, checkEight(map + 2 * x, x));
  if (x == end) return;
  v128.store(lines, checkEight(map + 2 * x, x));
  memory.copy(map + 2 * x, lines, 2 * (end - x));
}

/** The disparities that the right picture's pixels say, from their keys. */
function noteWhatIsSaid(keys: usize): void {
  const silent = i16x8.splat(invalid());
  const dearest = i16x8.splat(<i16>maxCost);
  const highest = i16x8.splat(<i16>(minDisparity + disparities - 1));
  for (let said = lines + saidAt, end = said + 2 * width; said < end; said += 16) {
    const low = v128.load(keys);
    const high = v128.load(keys, 16);
    const codes = v128.shuffle<i16>(low, high, 0, 2, 4, 6, 8, 10, 12, 14);
    const costs = v128.shuffle<i16>(low, high, 1, 3, 5, 7, 9, 11, 13, 15);
    v128.store(said, v128.bitselect(silent, i16x8.sub(highest, codes), i16x8.eq(costs, dearest)));
    keys += 32;
  }
}

/** Eight disparities from x on, checked. Pixels without one go through the same motions. */
@inline
function checkEight(map: usize, x: i32): v128 {
  // For each of four pixels what is said at the higher of the two whole disparities, and what at the lower.
  let four = i32x4.splat(0);
  four = v128.load32_lane(saidFor(map, x), four, 0);
  four = v128.load32_lane(saidFor(map + 2, x + 1), four, 1);
  four = v128.load32_lane(saidFor(map + 4, x + 2), four, 2);
  four = v128.load32_lane(saidFor(map + 6, x + 3), four, 3);
  let more = i32x4.splat(0);
  more = v128.load32_lane(saidFor(map + 8, x + 4), more, 0);
  more = v128.load32_lane(saidFor(map + 10, x + 5), more, 1);
  more = v128.load32_lane(saidFor(map + 12, x + 6), more, 2);
  more = v128.load32_lane(saidFor(map + 14, x + 7), more, 3);
  const atHigher = v128.shuffle<i16>(four, more, 0, 2, 4, 6, 8, 10, 12, 14);
  const atLower = v128.shuffle<i16>(four, more, 1, 3, 5, 7, 9, 11, 13, 15);

  const disparity = v128.load(map);
  const lower = i16x8.shr_s(disparity, 4);
  const isWhole = i16x8.eq(i16x8.shl(disparity, 12), i16x8.splat(0));
  const higher = i16x8.add(i16x8.add(lower, i16x8.splat(1)), isWhole);
  const isWrong = v128.and(
    contradicts(atLower, lower),
    contradicts(v128.bitselect(atLower, atHigher, isWhole), higher),
  );
  return v128.bitselect(i16x8.splat(invalid()), disparity, isWrong);
}

/** Address of what is said one pixel to the left of where the disparity's whole part leads, and after it there. */
@inline
function saidFor(map: usize, x: i32): usize {
  return lines + saidAt + 2 * (x - (<i32>load<i16>(map) >> 4)) - 2;
}

@inline
function contradicts(said: v128, disparity: v128): v128 {
  const distance = i16x8.abs(i16x8.sub_sat_s(said, disparity));
  const isFar = i16x8.gt_s(distance, i16x8.splat(<i16>min(disp12MaxDiff, maxCost)));
  return v128.and(isFar, i16x8.ge_s(said, i16x8.splat(<i16>minDisparity)));
}
