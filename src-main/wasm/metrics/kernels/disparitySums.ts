import { addToCount, addToSum, finiteLanes, insideLanes } from './lanes';

/**
 * Adds a stretch of pixels to the sums behind the disparity metrics, in the order of ../ScopeKernels.ts, and writes down
 * their absolute errors one after the other.
 *
 * @param count       pixels; an odd stretch is followed by one of NaN.
 * @param truth, prediction  f64, px.
 * @param inside      u8 per pixel; 0 = all are inside.
 * @param sums        f64 each, added to.
 * @param errors      where the next error goes; there is room for `count` and two more.
 * @returns where the one after the last goes.
 */
export function addDisparity(
  count: i32,
  truth: usize,
  prediction: usize,
  inside: usize,
  sums: usize,
  errors: usize,
): usize {
  const zero = f64x2.splat(0), none = i64x2.splat(0);
  let n = none, missing = none, d1 = none;
  let above05 = none, above1 = none, above2 = none, above3 = none, above4 = none, above5 = none;
  let absolute = zero, square = zero;
  for (let i: i32 = 0; i < count; i += 2) {
    const g = v128.load(truth + 8 * i);
    const known = v128.and(finiteLanes(g), insideLanes(inside, i));
    if (!v128.any_true(known)) continue;
    let error = f64x2.abs(f64x2.sub(v128.load(prediction + 8 * i), g));
    const valid = v128.and(known, f64x2.lt(error, f64x2.splat(Infinity)));
    missing = i64x2.sub(missing, v128.andnot(known, valid));
    error = v128.and(error, valid);
    n = i64x2.sub(n, valid);
    absolute = f64x2.add(absolute, error);
    square = f64x2.add(square, f64x2.mul(error, error));
    above05 = i64x2.sub(above05, f64x2.gt(error, f64x2.splat(0.5)));
    above1 = i64x2.sub(above1, f64x2.gt(error, f64x2.splat(1)));
    above2 = i64x2.sub(above2, f64x2.gt(error, f64x2.splat(2)));
    const isLarge = f64x2.gt(error, f64x2.splat(3));
    if (v128.any_true(isLarge)) {
      above3 = i64x2.sub(above3, isLarge);
      above4 = i64x2.sub(above4, f64x2.gt(error, f64x2.splat(4)));
      above5 = i64x2.sub(above5, f64x2.gt(error, f64x2.splat(5)));
      const isOff = f64x2.gt(f64x2.div(error, f64x2.abs(g)), f64x2.splat(0.05));
      d1 = i64x2.sub(d1, v128.and(isLarge, isOff));
    }
    v128.store64_lane(errors, error, 0);
    errors += <usize>i64x2.extract_lane(valid, 0) & 8;
    v128.store64_lane(errors, error, 1);
    errors += <usize>i64x2.extract_lane(valid, 1) & 8;
  }
  addToCount(sums, 0, n);
  addToCount(sums, 1, missing);
  addToSum(sums, 2, absolute);
  addToSum(sums, 3, square);
  addToCount(sums, 4, d1);
  addToCount(sums, 5, above05);
  addToCount(sums, 6, above1);
  addToCount(sums, 7, above2);
  addToCount(sums, 8, above3);
  addToCount(sums, 9, above4);
  addToCount(sums, 10, above5);
  return errors;
}
