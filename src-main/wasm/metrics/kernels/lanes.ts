/** Small things that several kernels do with two float64 lanes. */

/** All bits set where a value is neither NaN nor infinite: a value minus itself is 0 only then. */
@inline
export function finiteLanes(values: v128): v128 {
  return f64x2.eq(f64x2.sub(values, values), f64x2.splat(0));
}

/** All bits set in the lanes of the two pixels whose bytes are not 0; everywhere where there is no mask (address 0). */
@inline
export function insideLanes(mask: usize, pixel: i32): v128 {
  if (mask == 0) return i64x2.splat(-1);
  const at = mask + pixel;
  return i64x2(-(<i64>(load<u8>(at) != 0)), -(<i64>(load<u8>(at, 1) != 0)));
}

/** Adds the two lanes to a stored sum. */
@inline
export function addToSum(sums: usize, index: i32, lanes: v128): void {
  const at = sums + 8 * index;
  store<f64>(at, load<f64>(at) + f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1));
}

/** Adds to a stored sum what was counted by taking masks (−1) off two whole numbers. */
@inline
export function addToCount(sums: usize, index: i32, lanes: v128): void {
  const at = sums + 8 * index;
  store<f64>(at, load<f64>(at) + <f64>(i64x2.extract_lane(lanes, 0) + i64x2.extract_lane(lanes, 1)));
}
