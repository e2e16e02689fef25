import { addToCount, addToSum, finiteLanes, insideLanes } from './lanes';

/** Adds to sums[0] how many of the values inside are finite. An odd stretch is followed by one of NaN. */
export function addKnown(count: i32, values: usize, inside: usize, sums: usize): void {
  let known = i64x2.splat(0);
  for (let i: i32 = 0; i < count; i += 2) {
    known = i64x2.sub(known, v128.and(finiteLanes(v128.load(values + 8 * i)), insideLanes(inside, i)));
  }
  addToCount(sums, 0, known);
}

/** Adds to sums: compared pixels, their squared errors, and how many of them were not filled (u8; address 0 = none was). */
export function addCompared(
  count: i32,
  truth: usize,
  prediction: usize,
  filled: usize,
  inside: usize,
  sums: usize,
): void {
  let n = i64x2.splat(0), predicted = n, square = f64x2.splat(0);
  for (let i: i32 = 0; i < count; i += 2) {
    let d = f64x2.sub(v128.load(prediction + 8 * i), v128.load(truth + 8 * i));
    const valid = v128.and(finiteLanes(d), insideLanes(inside, i));
    d = v128.and(d, valid);
    n = i64x2.sub(n, valid);
    square = f64x2.add(square, f64x2.mul(d, d));
    predicted = i64x2.sub(predicted, filled == 0 ? valid : v128.andnot(valid, insideLanes(filled, i)));
  }
  addToCount(sums, 0, n);
  addToSum(sums, 1, square);
  addToCount(sums, 2, predicted);
}

/**
 * Adds to sums the similarities (f32) of a stretch of a row: their sum and number at pixels with both values, and the
 * number of pixels with ground truth. Of an odd stretch the last pixel is read alone.
 */
export function addSimilar(
  count: i32,
  truth: usize,
  prediction: usize,
  similarity: usize,
  inside: usize,
  sums: usize,
): void {
  let possible = i64x2.splat(0), n = possible, sum = f64x2.splat(0);
  for (let i: i32 = 0; i < count; i += 2) {
    const known = v128.and(finiteLanes(v128.load(truth + 8 * i)), insideLanes(inside, i));
    const isPair = i64x2(-1, i + 1 < count ? -1 : 0);
    const here = v128.and(known, isPair);
    const S = f64x2.promote_low_f32x4(v128.load64_zero(similarity + 4 * i));
    const both = v128.and(f64x2.eq(S, S), finiteLanes(v128.load(prediction + 8 * i)));
    const counted = v128.and(here, both);
    possible = i64x2.sub(possible, here);
    n = i64x2.sub(n, counted);
    sum = f64x2.add(sum, v128.and(S, counted));
  }
  addToSum(sums, 0, sum);
  addToCount(sums, 1, n);
  addToCount(sums, 2, possible);
}

/** Adds to sums: finite values of the ground truth and of both maps; lowers the least and raises the most of the former. */
export function addSurvey(count: i32, truth: usize, prediction: usize, sums: usize): void {
  let known = i64x2.splat(0), matched = known;
  let least = f64x2.splat(Infinity), most = f64x2.splat(-Infinity);
  for (let i: i32 = 0; i < count; i += 2) {
    const g = v128.load(truth + 8 * i);
    const isKnown = finiteLanes(g);
    if (!v128.any_true(isKnown)) continue;
    known = i64x2.sub(known, isKnown);
    // With an infinite ground truth the difference is not finite either.
    matched = i64x2.sub(matched, finiteLanes(f64x2.sub(v128.load(prediction + 8 * i), g)));
    least = f64x2.pmin(least, v128.bitselect(g, least, isKnown));
    most = f64x2.pmax(most, v128.bitselect(g, most, isKnown));
  }
  addToCount(sums, 0, known);
  addToCount(sums, 1, matched);
  store<f64>(sums, min(load<f64>(sums, 16), min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1))), 16);
  store<f64>(sums, max(load<f64>(sums, 24), max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1))), 24);
}

/** Writes constant / (d + doffs) where that is positive, NaN elsewhere; also of the one behind an odd stretch. */
export function writeDepth(count: i32, disparity: usize, constant: f64, doffs: f64, target: usize): void {
  for (let i: i32 = 0; i < count; i += 2) {
    const shifted = f64x2.add(v128.load(disparity + 8 * i), f64x2.splat(doffs));
    const isAhead = f64x2.gt(shifted, f64x2.splat(0));
    const depth = f64x2.div(f64x2.splat(constant), shifted);
    v128.store(target + 8 * i, v128.bitselect(depth, f64x2.splat(NaN), isAhead));
  }
}
