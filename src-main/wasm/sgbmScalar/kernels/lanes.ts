/**
 * Four numbers from 0 to 32767 in one u64, sixteen bits each: lanes. The highest bit of a lane is free, a guard: set
 * before a subtraction, it stays set exactly where the difference is not negative, and no lane borrows from the next.
 * Kernels compute four disparities at a time as long as all that they read and write lies in that range, which they
 * check with the same guards, and one by one, saturating like int16, where it does not.
 */
export const guards: u64 = 0x8000_8000_8000_8000;
const ones: u64 = 0x0001_0001_0001_0001;

/** The same number in all lanes. */
@inline
export function lanesOf(value: i32): u64 {
  return <u64>value * ones;
}

/** max(a − b, 0) of each lane. */
@inline
export function excess(a: u64, b: u64, guard: u64): u64 {
  const difference = (a | guard) - b;
  const kept = difference & guard;
  return difference & (kept - (kept >> 15));
}

@inline
export function smallerOf(a: u64, b: u64, guard: u64): u64 {
  return a - excess(a, b, guard);
}

@inline
export function largerOf(a: u64, b: u64, guard: u64): u64 {
  return b + excess(a, b, guard);
}

/** Brings lanes from 0 to 65535 down to at most 32767. */
@inline
export function capped(a: u64, guard: u64): u64 {
  const over = a & guard;
  return (a | (over - (over >> 15))) & ~guard;
}

/** Whether some lane has the same value in both. */
@inline
export function hasEqualLane(a: u64, b: u64, guard: u64): bool {
  return ((((a ^ b) | guard) - ones) & guard) != guard;
}

/** The smallest of the four lanes. */
export function smallestLane(a: u64): i32 {
  const low = min(<i32>(a & 0xffff), <i32>((a >> 16) & 0xffff));
  return min(low, min(<i32>((a >> 32) & 0xffff), <i32>(a >> 48)));
}

/** The smallest of eight int16 in a vector. */
@inline
export function smallestOfEight(a: v128): i32 {
  a = i16x8.min_s(a, v128.shuffle<i16>(a, a, 4, 5, 6, 7, 0, 1, 2, 3));
  a = i16x8.min_s(a, v128.shuffle<i16>(a, a, 2, 3, 0, 1, 6, 7, 4, 5));
  a = i16x8.min_s(a, v128.shuffle<i16>(a, a, 1, 0, 3, 2, 5, 4, 7, 6));
  return i16x8.extract_lane_s(a, 0);
}

/** Clamps to int16, as OpenCV's 16-bit operations do. */
@inline
export function saturate(value: i32): i32 {
  return max(min(value, 32767), -32768);
}
