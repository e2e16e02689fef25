import { capped, excess, guards, lanesOf, largerOf, saturate, smallerOf, smallestLane, smallestOfEight } from './lanes';
import { disparities, P1, P2, rest } from './settings';

/**
 * Extends one path by one pixel and adds its costs to the pixel's sums:
 *
 *   L(p, d) = C(p, d) + min( L(q, d), L(q, d ± 1) + P1, J ) − J   with J = min_k L(q, k) + P2, and C carrying P2
 *
 * which is C − max( J − L(q, d), J − P1 − min L(q, d ± 1), 0 ): with lanes that are not negative, a J below 0 acts as 0.
 *
 * A slot holds a pixel's costs with 32767 on either side; slots are slotBytes apart, with a u64 of which the last lane is
 * the border below the next one's costs. OpenCV computes disparities in groups of eight, with 16 bits that saturate, and
 * the rest one by one in 32 bits; the sums of the rest are gathered in `rest` (openRest, closeRest).
 */

/** How J, and costs of the rest, are brought into int16. */
export const wraps: i32 = 0;
export const saturates: i32 = 1;

/** Which cost stands for L(q, d − 1) at the first disparity of the rest: the true one; that of p; L(q, d). */
export const previousBelow: i32 = 0;
export const ownBelow: i32 = 1;
export const sameBelow: i32 = 2;

/**
 * @param source, target  slots of q and p, which must not overlap
 * @param smallest        of q
 * @param returnsExact    1: the rest's costs take part in the smallest before they are brought into int16
 * @returns the smallest cost of p
 */
@inline
export function extendPath(
  source: usize,
  target: usize,
  costs: usize,
  sums: usize,
  smallest: i32,
  overflow: i32,
  below: i32,
  returnsExact: i32,
): i32 {
  const widest = smallest + P2;
  const jump = overflow == wraps ? <i32>(<i16>widest) : saturate(widest);
  const grouped = disparities & ~7;
  let least = 32767;
  if (grouped > 0) least = extendGroups(source, target, costs, sums, jump);
  if (grouped < disparities) {
    const before = below == ownBelow && grouped > 0 ? target : source;
    const first = below == sameBelow && grouped > 0 ? grouped : grouped - 1;
    least = extendRest(source, target, costs, <i32>load<i16>(before + 2 * first), widest, least, overflow, returnsExact);
  }
  return least;
}

function extendGroups(source: usize, target: usize, costs: usize, sums: usize, jump: i32): i32 {
  if (ASC_FEATURE_SIMD) return extendVectors(source, target, costs, sums, jump);
  const guard = guards;
  const far = lanesOf(max(jump, 0));
  const near = lanesOf(max(jump - P1, 0));
  const end = source + 2 * (disparities & ~7);
  let least: u64 = 0x7fff_7fff_7fff_7fff;
  let exception = 32767;
  for (; source < end; source += 8, target += 8, costs += 8, sums += 8) {
    const below = load<u64>(source - 2);
    const here = load<u64>(source);
    const above = load<u64>(source, 2);
    const drop = largerOf(excess(far, here, guard), excess(near, smallerOf(below, above, guard), guard), guard);
    const cost = load<u64>(costs);
    const extended = (cost | guard) - drop;
    const sum = load<u64>(sums);
    const path = extended ^ guard;
    const total = sum + path;
    if (((below | here | above | cost | sum | path) & guard) == 0) {
      store<u64>(target, path);
      store<u64>(sums, (total & guard) == 0 ? total : capped(total, guard));
      least = smallerOf(least, path, guard);
    } else {
      exception = min(exception, extendOneByOne(source, target, costs, sums, jump));
    }
  }
  return min(exception, smallestLane(least));
}

/** Eight disparities at a time, by operations that saturate as OpenCV's do. */
function extendVectors(source: usize, target: usize, costs: usize, sums: usize, jump: i32): i32 {
  const step = i16x8.splat(<i16>P1);
  const far = i16x8.splat(<i16>jump);
  let least = i16x8.splat(32767);
  for (const end = source + 2 * (disparities & ~7); source < end; source += 16) {
    const beside = i16x8.min_s(v128.load(source - 2), v128.load(source, 2));
    const best = i16x8.min_s(v128.load(source), i16x8.min_s(i16x8.add_sat_s(beside, step), far));
    const path = i16x8.add_sat_s(i16x8.sub_sat_s(best, far), v128.load(costs));
    v128.store(target, path);
    v128.store(sums, i16x8.add_sat_s(v128.load(sums), path));
    least = i16x8.min_s(least, path);
    target += 16;
    costs += 16;
    sums += 16;
  }
  return smallestOfEight(least);
}

/** Four disparities; returns the smallest cost. */
function extendOneByOne(source: usize, target: usize, costs: usize, sums: usize, jump: i32): i32 {
  const step = P1;
  let least = 32767;
  for (let lane: usize = 0; lane < 8; lane += 2) {
    const beside = min(<i32>load<i16>(source + lane - 2), <i32>load<i16>(source + lane + 2));
    const best = min(<i32>load<i16>(source + lane), min(saturate(beside + step), jump));
    const path = saturate(saturate(best - jump) + <i32>load<i16>(costs + lane));
    store<i16>(target + lane, <i16>path);
    store<i16>(sums + lane, <i16>saturate(<i32>load<i16>(sums + lane) + path));
    least = min(least, path);
  }
  return least;
}

/** The disparities after the last group. */
function extendRest(
  source: usize,
  target: usize,
  costs: usize,
  below: i32,
  widest: i32,
  least: i32,
  overflow: i32,
  returnsExact: i32,
): i32 {
  let sum = rest;
  for (let d = disparities & ~7; d < disparities; d++, sum += 4) {
    const at: usize = 2 * d;
    const here = <i32>load<i16>(source + at);
    const above = <i32>load<i16>(source + at + 2);
    const best = min(min(here, widest), min(below, above) + P1);
    const exact = <i32>load<i16>(costs + at) + best - widest;
    const stored = overflow == wraps ? <i32>(<i16>exact) : saturate(exact);
    store<i16>(target + at, <i16>stored);
    store<i32>(sum, load<i32>(sum) + (overflow == wraps ? exact : stored));
    least = min(least, returnsExact ? exact : stored);
    below = here;
  }
  return least;
}

/** Before a pixel's paths are extended: its sums over the rest, in 32 bits. */
@inline
export function openRest(sums: usize): void {
  for (let d = disparities & ~7, sum = rest; d < disparities; d++, sum += 4) {
    store<i32>(sum, <i32>load<i16>(sums + 2 * d));
  }
}

/** After them. */
@inline
export function closeRest(sums: usize): void {
  for (let d = disparities & ~7, sum = rest; d < disparities; d++, sum += 4) {
    store<i16>(sums + 2 * d, <i16>saturate(load<i32>(sum)));
  }
}
