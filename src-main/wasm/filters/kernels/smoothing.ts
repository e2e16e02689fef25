/**
 * Edge-aware smoothing of two planes by the same weights (see domain/stereo/filters/fastGlobalSmooth.ts, which says what is
 * solved): disparity × confidence, and confidence. A pixel's two values lie side by side, f64 each, in one vector. Rows of
 * all arrays are `stride` pixels apart, an even number of at least `width`. A weight is 0 where there is no neighbour, so
 * that neither end of a line is a special case.
 */

/** Columns that are solved together, so that their part of the planes stays in the cache. */
const stripColumns: i32 = 32;

/** Two numbers of either lane of `pair`. */
@inline
function bothFirst(pair: v128): v128 {
  return v128.shuffle<i64>(pair, pair, 0, 0);
}
@inline
function bothSecond(pair: v128): v128 {
  return v128.shuffle<i64>(pair, pair, 1, 1);
}

/** A row of the planes: (value, 1), and (0, 0) where the value is missing. */
export function placeDisparity(values: usize, width: i32, planes: usize): void {
  for (let x = 0; x < width; x++) {
    const value = <f64>load<f32>(values + 4 * x);
    v128.store(planes + 16 * x, isNaN(value) ? f64x2.splat(0) : f64x2(value, 1));
  }
}

/**
 * Weights between `count` pixels of a row of the guide and the pixels at `other`.
 *
 * @param row, other  u8 × channels a pixel
 * @param table  f32 by the sum of squared differences, up to `last`, from where on the weight is that of `last`
 */
export function weighNeighbours(
  row: usize,
  other: usize,
  count: i32,
  channels: i32,
  table: usize,
  last: i32,
  weights: usize,
): void {
  for (let x = 0; x < count; x++) {
    let squares: i32 = 0;
    for (let c = 0; c < channels; c++) {
      const difference = <i32>load<u8>(row + c) - <i32>load<u8>(other + c);
      squares += difference * difference;
    }
    store<f32>(weights + 4 * x, load<f32>(table + 4 * min(squares, last)));
    row += channels;
    other += channels;
  }
}

/**
 * Two rows at a time from `planes` on; one row more than there are must be there where their number is odd.
 * @param carried  16 bytes × width
 */
export function solveRows(
  planes: usize,
  weights: usize,
  width: i32,
  height: i32,
  stride: i32,
  strength: f64,
  carried: usize,
): void {
  const nextRow: usize = stride;
  for (let y = 0; y < height; y += 2) {
    solveTwoRows(planes, planes + 16 * nextRow, weights, weights + 4 * nextRow, width, strength, carried);
    planes += 32 * nextRow;
    weights += 8 * nextRow;
  }
}

@inline
function solveTwoRows(
  planeA: usize,
  planeB: usize,
  weightA: usize,
  weightB: usize,
  width: i32,
  strength: f64,
  carried: usize,
): void {
  const one = f64x2.splat(1);
  let before = f64x2.splat(0);
  let carry = before;
  let valueA = before;
  let valueB = before;
  for (let x = 0; x < width; x++) {
    const weight = f64x2(<f64>load<f32>(weightA + 4 * x), <f64>load<f32>(weightB + 4 * x));
    const after = f64x2.mul(f64x2.splat(strength), weight);
    const sum = f64x2.add(f64x2.add(one, before), after);
    const pivot = f64x2.div(one, f64x2.sub(sum, f64x2.mul(before, carry)));
    carry = f64x2.mul(after, pivot);
    v128.store(carried + 16 * x, carry);
    valueA = f64x2.add(v128.load(planeA + 16 * x), f64x2.mul(bothFirst(before), valueA));
    valueB = f64x2.add(v128.load(planeB + 16 * x), f64x2.mul(bothSecond(before), valueB));
    valueA = f64x2.mul(valueA, bothFirst(pivot));
    valueB = f64x2.mul(valueB, bothSecond(pivot));
    v128.store(planeA + 16 * x, valueA);
    v128.store(planeB + 16 * x, valueB);
    before = after;
  }
  for (let x = width - 2; x >= 0; x--) {
    carry = v128.load(carried + 16 * x);
    valueA = f64x2.add(v128.load(planeA + 16 * x), f64x2.mul(bothFirst(carry), valueA));
    valueB = f64x2.add(v128.load(planeB + 16 * x), f64x2.mul(bothSecond(carry), valueB));
    v128.store(planeA + 16 * x, valueA);
    v128.store(planeB + 16 * x, valueB);
  }
}

/**
 * Strips of columns, two columns at a time.
 * @param weights  of each pixel and the one below it; `stride` zeros lie before the first
 * @param carried  8 bytes × stripColumns × (height + 1)
 */
export function solveColumns(
  planes: usize,
  weights: usize,
  height: i32,
  stride: i32,
  strength: f64,
  carried: usize,
): void {
  for (let x = 0; x < stride; x += stripColumns) {
    const columns = min(stripColumns, stride - x);
    solveStrip(planes + 16 * x, weights + 4 * x, columns, height, stride, strength, carried);
  }
}

@inline
function solveStrip(
  planes: usize,
  weights: usize,
  columns: i32,
  height: i32,
  stride: usize,
  strength: f64,
  carried: usize,
): void {
  const one = f64x2.splat(1);
  const factor = f64x2.splat(strength);
  const planeRow: usize = 16 * stride;
  const weightRow: usize = 4 * stride;
  const carriedRow: usize = 8 * stripColumns;
  memory.fill(carried, 0, carriedRow);
  for (let y = 0; y < height; y++) {
    carried += carriedRow;
    for (let x: usize = 0; x < <usize>columns; x += 2) {
      const before = f64x2.mul(factor, f64x2.promote_low_f32x4(v128.load64_zero(weights - weightRow + 4 * x)));
      const after = f64x2.mul(factor, f64x2.promote_low_f32x4(v128.load64_zero(weights + 4 * x)));
      const carry = v128.load(carried - carriedRow + 8 * x);
      const sum = f64x2.add(f64x2.add(one, before), after);
      const pivot = f64x2.div(one, f64x2.sub(sum, f64x2.mul(before, carry)));
      v128.store(carried + 8 * x, f64x2.mul(after, pivot));
      const at = planes + 16 * x;
      let a = v128.load(at);
      let b = v128.load(at, 16);
      if (y > 0) {
        a = f64x2.add(a, f64x2.mul(bothFirst(before), v128.load(at - planeRow)));
        b = f64x2.add(b, f64x2.mul(bothSecond(before), v128.load(at - planeRow, 16)));
      }
      v128.store(at, f64x2.mul(a, bothFirst(pivot)));
      v128.store(at, f64x2.mul(b, bothSecond(pivot)), 16);
    }
    planes += planeRow;
    weights += weightRow;
  }
  planes -= planeRow;
  for (let y = height - 2; y >= 0; y--) {
    planes -= planeRow;
    carried -= carriedRow;
    for (let x: usize = 0; x < <usize>columns; x += 2) {
      const carry = v128.load(carried + 8 * x);
      const at = planes + 16 * x;
      const below = at + planeRow;
      v128.store(at, f64x2.add(v128.load(at), f64x2.mul(bothFirst(carry), v128.load(below))));
      v128.store(at, f64x2.add(v128.load(at, 16), f64x2.mul(bothSecond(carry), v128.load(below, 16))), 16);
    }
  }
}

/** Of a row of the planes the first value over the second; NaN where that is not positive. */
export function divideByConfidence(planes: usize, width: i32, target: usize): void {
  for (let x = 0; x < width; x++) {
    const sum = load<f64>(planes + 16 * x);
    const confidence = load<f64>(planes + 16 * x, 8);
    store<f32>(target + 4 * x, confidence > 0 ? <f32>(sum / confidence) : f32.NaN);
  }
}
