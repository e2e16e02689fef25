import { addToCount, addToSum, finiteLanes, insideLanes } from './lanes';
import { logarithms } from './logarithm';

/**
 * Adds a stretch of pixels to the sums behind the depth metrics, in the order of ../ScopeKernels.ts. A lane that takes no
 * part is given prediction = ground truth = 1, which adds 0 to every sum.
 *
 * @param count       pixels; an odd stretch is followed by one of NaN.
 * @param truth, prediction  f64, metres.
 * @param inside      u8 per pixel; 0 = all are inside.
 * @param sums        f64 each, added to.
 */
export function addDepth(count: i32, truth: usize, prediction: usize, inside: usize, sums: usize): void {
  const zero = f64x2.splat(0), one = f64x2.splat(1);
  const first = f64x2.splat(1.25), second = f64x2.splat(1.5625), third = f64x2.splat(1.953125);
  let n = i64x2.splat(0), positive = i64x2.splat(0);
  let within1 = i64x2.splat(0), within2 = i64x2.splat(0), within3 = i64x2.splat(0);
  let absolute = zero, square = zero, absoluteRelative = zero, squareRelative = zero, relativeSquare = zero;
  let log = zero, logAbsolute = zero, logSquare = zero, inverseAbsolute = zero, inverseSquare = zero;
  for (let i: i32 = 0; i < count; i += 2) {
    let g = v128.load(truth + 8 * i), p = v128.load(prediction + 8 * i);
    let valid = v128.and(finiteLanes(f64x2.sub(p, g)), f64x2.gt(g, zero));
    valid = v128.and(valid, insideLanes(inside, i));
    if (!v128.any_true(valid)) continue;
    g = v128.bitselect(g, one, valid);
    p = v128.bitselect(p, one, valid);
    n = i64x2.sub(n, valid);
    const a = f64x2.abs(f64x2.sub(p, g));
    let relative = f64x2.div(a, g);
    absolute = f64x2.add(absolute, a);
    square = f64x2.add(square, f64x2.mul(a, a));
    absoluteRelative = f64x2.add(absoluteRelative, relative);
    squareRelative = f64x2.add(squareRelative, f64x2.mul(relative, a));
    relativeSquare = f64x2.add(relativeSquare, f64x2.mul(relative, relative));
    const isPositive = f64x2.gt(p, zero);
    p = v128.bitselect(p, g, isPositive);
    relative = v128.and(relative, isPositive);
    const rated = v128.and(valid, isPositive);
    positive = i64x2.sub(positive, rated);
    const share = f64x2.div(p, g);
    const e = logarithms(share);
    log = f64x2.add(log, e);
    logAbsolute = f64x2.add(logAbsolute, f64x2.abs(e));
    logSquare = f64x2.add(logSquare, f64x2.mul(e, e));
    const inverse = f64x2.div(relative, p);
    inverseAbsolute = f64x2.add(inverseAbsolute, inverse);
    inverseSquare = f64x2.add(inverseSquare, f64x2.mul(inverse, inverse));
    const ratio = f64x2.max(share, f64x2.div(g, p));
    within1 = i64x2.sub(within1, v128.and(rated, f64x2.lt(ratio, first)));
    within2 = i64x2.sub(within2, v128.and(rated, f64x2.lt(ratio, second)));
    within3 = i64x2.sub(within3, v128.and(rated, f64x2.lt(ratio, third)));
  }
  addToCount(sums, 0, n);
  addToSum(sums, 1, absolute);
  addToSum(sums, 2, square);
  addToSum(sums, 3, absoluteRelative);
  addToSum(sums, 4, squareRelative);
  addToSum(sums, 5, relativeSquare);
  addToCount(sums, 6, positive);
  addToSum(sums, 7, log);
  addToSum(sums, 8, logAbsolute);
  addToSum(sums, 9, logSquare);
  addToSum(sums, 10, inverseAbsolute);
  addToSum(sums, 11, inverseSquare);
  addToCount(sums, 12, within1);
  addToCount(sums, 13, within2);
  addToCount(sums, 14, within3);
}
