import { finiteLanes } from './lanes';

/** Gathers the values of pixels that both maps have. Targets have room for count and one more. @returns their number. */
export function compactPairs(count: i32, first: usize, second: usize, firstTarget: usize, secondTarget: usize): i32 {
  let offset: usize = 0;
  for (let at: usize = 0; at < <usize>count * 8; at += 8) {
    const a = load<f64>(first + at), b = load<f64>(second + at);
    store<f64>(firstTarget + offset, a);
    store<f64>(secondTarget + offset, b);
    const d = a - b;
    offset += <usize>(d - d == 0) << 3;
  }
  return <i32>(offset >> 3);
}

/** Both lanes together, and the last value of an odd number. */
@inline
function whole(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

export function sumValues(values: usize, count: i32): f64 {
  let sum = f64x2.splat(0);
  const pairs = count & ~1;
  for (let i: i32 = 0; i < pairs; i += 2) sum = f64x2.add(sum, v128.load(values + 8 * i));
  return whole(sum) + (pairs < count ? load<f64>(values + 8 * pairs) : 0);
}

/** Sum of |value − centre|. */
export function sumDeviations(values: usize, count: i32, centre: f64): f64 {
  let sum = f64x2.splat(0);
  const mid = f64x2.splat(centre), pairs = count & ~1;
  for (let i: i32 = 0; i < pairs; i += 2) {
    sum = f64x2.add(sum, f64x2.abs(f64x2.sub(v128.load(values + 8 * i), mid)));
  }
  return whole(sum) + (pairs < count ? abs(load<f64>(values + 8 * pairs) - centre) : 0);
}

/** Stores sum (p − mean p) · (g − mean g), then sum (p − mean p)². */
export function sumProducts(p: usize, g: usize, count: i32, meanP: f64, meanG: f64, sums: usize): void {
  let products = f64x2.splat(0), squares = products;
  const pairs = count & ~1;
  for (let i: i32 = 0; i < pairs; i += 2) {
    const a = f64x2.sub(v128.load(p + 8 * i), f64x2.splat(meanP));
    products = f64x2.add(products, f64x2.mul(a, f64x2.sub(v128.load(g + 8 * i), f64x2.splat(meanG))));
    squares = f64x2.add(squares, f64x2.mul(a, a));
  }
  const last = pairs < count ? load<f64>(p + 8 * pairs) - meanP : 0;
  const other = pairs < count ? load<f64>(g + 8 * pairs) - meanG : 0;
  store<f64>(sums, whole(products) + last * other);
  store<f64>(sums, whole(squares) + last * last, 8);
}

/** Writes |(p − centre p) / spread p − (g − centre g) / spread g|. @returns their sum. */
export function writeResiduals(
  p: usize,
  g: usize,
  count: i32,
  centreP: f64,
  spreadP: f64,
  centreG: f64,
  spreadG: f64,
  target: usize,
): f64 {
  let sum = f64x2.splat(0);
  const pairs = count & ~1;
  for (let i: i32 = 0; i < pairs; i += 2) {
    const a = f64x2.div(f64x2.sub(v128.load(p + 8 * i), f64x2.splat(centreP)), f64x2.splat(spreadP));
    const b = f64x2.div(f64x2.sub(v128.load(g + 8 * i), f64x2.splat(centreG)), f64x2.splat(spreadG));
    const residual = f64x2.abs(f64x2.sub(a, b));
    v128.store(target + 8 * i, residual);
    sum = f64x2.add(sum, residual);
  }
  if (pairs == count) return whole(sum);
  const a = (load<f64>(p + 8 * pairs) - centreP) / spreadP, b = (load<f64>(g + 8 * pairs) - centreG) / spreadG;
  store<f64>(target + 8 * pairs, abs(a - b));
  return whole(sum) + abs(a - b);
}

/** Sum of the smallest values, so many that the given one is the largest of them. */
export function sumSmallest(values: usize, count: i32, wanted: i32, largest: f64): f64 {
  let sum: f64 = 0;
  let below: i32 = 0;
  for (let i: i32 = 0; i < count; i++) {
    const value = load<f64>(values + 8 * i);
    const isBelow = value < largest;
    sum += isBelow ? value : 0;
    below += <i32>isBelow;
  }
  return sum + <f64>(wanted - below) * largest;
}

/** Writes scale · p + shift − g of every pixel; an odd map has room for one more. @returns the sum of finite squares. */
export function writeDifference(count: i32, p: usize, g: usize, scale: f64, shift: f64, target: usize): f64 {
  let sum = f64x2.splat(0);
  for (let i: i32 = 0; i < count; i += 2) {
    const fitted = f64x2.add(f64x2.mul(f64x2.splat(scale), v128.load(p + 8 * i)), f64x2.splat(shift));
    let R = f64x2.sub(fitted, v128.load(g + 8 * i));
    v128.store(target + 8 * i, R);
    R = v128.and(R, finiteLanes(R));
    if (i + 1 == count) R = f64x2.replace_lane(R, 1, 0);
    sum = f64x2.add(sum, f64x2.mul(R, R));
  }
  return whole(sum);
}

/**
 * Of every step-th row and column: stores the sum of the differences between neighbours that are both no NaN, and how many
 * pixels are none.
 */
export function sumGradients(values: usize, width: i32, height: i32, step: i32, sums: usize): void {
  let sum: f64 = 0;
  let valid: i32 = 0;
  const rowBytes = 8 * width;
  for (let y: i32 = 0; y < height; y += step) {
    const row = values + y * rowBytes;
    const down = y + step < height ? step * rowBytes : 0;
    let x: i32 = 0;
    if (step == 1) {
      let pairSum = f64x2.splat(0), pairValid = i64x2.splat(0);
      for (; x + 2 < width; x += 2) {
        const here = v128.load(row + 8 * x);
        const along = f64x2.abs(f64x2.sub(v128.load(row + 8 * x, 8), here));
        const below = f64x2.abs(f64x2.sub(v128.load(row + 8 * x + down), here));
        pairSum = f64x2.add(pairSum, v128.and(along, f64x2.eq(along, along)));
        pairSum = f64x2.add(pairSum, v128.and(below, f64x2.eq(below, below)));
        pairValid = i64x2.sub(pairValid, f64x2.eq(here, here));
      }
      sum += whole(pairSum);
      valid += <i32>(i64x2.extract_lane(pairValid, 0) + i64x2.extract_lane(pairValid, 1));
    }
    for (; x < width; x += step) {
      const here = load<f64>(row + 8 * x);
      if (here != here) continue;
      valid += 1;
      const below = abs(load<f64>(row + 8 * x + down) - here);
      if (below == below) sum += below;
      if (x + step >= width) continue;
      const along = abs(load<f64>(row + 8 * (x + step)) - here);
      if (along == along) sum += along;
    }
  }
  store<f64>(sums, sum);
  store<f64>(sums, <f64>valid, 8);
}
