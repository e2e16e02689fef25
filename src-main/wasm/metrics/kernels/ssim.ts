import {
  centre,
  columnBytes,
  columns,
  contrast,
  coverageTarget,
  isUniform,
  leastPixels,
  loadedRow,
  lostFreedom,
  luminance,
  pairSums,
  pixelsPerWeight,
  predictionRow,
  radius,
  rowBytes,
  shareOfPixel,
  similarityTarget,
  totals,
  truthRow,
  weights,
  width,
  windowRows,
} from './settings';

/** Quantities summed over a window, in the order of a loaded row: validity, x, y, x², y², xy. */
const quantities: i32 = 6;

/**
 * Prepares a row for all windows it takes part in: 1, x, y, x², y² and xy (prediction x and ground truth y, both minus
 * the centre) where both are finite, zeros elsewhere.
 */
export function loadRow(): void {
  const mid = f64x2.splat(centre);
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  for (let o: i32 = 0; o < width * 8; o += 16) {
    let x = f64x2.sub(v128.load(predictionRow + o), mid);
    let y = f64x2.sub(v128.load(truthRow + o), mid);
    // A value minus itself is 0, or NaN where it is not finite.
    const valid = f64x2.eq(f64x2.add(f64x2.sub(x, x), f64x2.sub(y, y)), zero);
    x = v128.and(x, valid);
    y = v128.and(y, valid);
    let target = loadedRow + o;
    v128.store(target, v128.and(one, valid));
    target += rowBytes;
    v128.store(target, x);
    target += rowBytes;
    v128.store(target, y);
    target += rowBytes;
    v128.store(target, f64x2.mul(x, x));
    target += rowBytes;
    v128.store(target, f64x2.mul(y, y));
    target += rowBytes;
    v128.store(target, f64x2.mul(x, y));
  }
}

/** One row of the similarity and coverage maps, from the rows that windowRows names. */
export function similarityRow(): void {
  sumQuantity(0);
  compareWindows();
}

/** Down the columns. */
@inline
function sumQuantity(q: i32): void {
  sumColumns(q * rowBytes, columns + q * columnBytes + radius * 8);
  mirrorEnds(columns + q * columnBytes);
}

/** Sums down the window's rows, eight columns at a time, from top to bottom. */
function sumColumns(offset: usize, target: usize): void {
  // Copies of globals, here and below: a mutable global is read anew at every use.
  const side = 2 * radius + 1, bytes = width * 8, rows = windowRows, factors = weights, all = isUniform;
  for (let o: i32 = 0; o < bytes; o += 64) {
    let a = f64x2.splat(0), b = a, c = a, d = a;
    if (all) {
      for (let k: i32 = 0; k < side; k++) {
        const row = <usize>load<u32>(rows + 4 * k) + offset + o;
        a = f64x2.add(a, v128.load(row));
        b = f64x2.add(b, v128.load(row, 16));
        c = f64x2.add(c, v128.load(row, 32));
        d = f64x2.add(d, v128.load(row, 48));
      }
    } else {
      for (let k: i32 = 0; k < side; k++) {
        const row = <usize>load<u32>(rows + 4 * k) + offset + o;
        const weight = v128.load64_splat(factors + 8 * k);
        a = f64x2.add(a, f64x2.mul(weight, v128.load(row)));
        b = f64x2.add(b, f64x2.mul(weight, v128.load(row, 16)));
        c = f64x2.add(c, f64x2.mul(weight, v128.load(row, 32)));
        d = f64x2.add(d, f64x2.mul(weight, v128.load(row, 48)));
      }
    }
    v128.store(target + o, a);
    v128.store(target + o, b, 16);
    v128.store(target + o, c, 32);
    v128.store(target + o, d, 48);
  }
}

/** Repeats a row of sums half-sample symmetrically (b a | a b c) at both ends. */
function mirrorEnds(row: usize): void {
  const first = row + radius * 8;
  const end = first + width * 8;
  for (let j: i32 = 0; j < radius; j++) {
    store<f64>(first - 8 * (j + 1), load<f64>(first + 8 * j));
    store<f64>(end + 8 * j, load<f64>(end - 8 * (j + 1)));
  }
}

/**
 * Sums along the row and the formula, four pixels at a time. Where too few pixels are valid for any of the four, as it is
 * nearly everywhere in a laser scanner's ground truth, only they are counted.
 */
function compareWindows(): void {
  const length = width, near = pairSums, far = pairSums + 16 * quantities;
  const least = f64x2.splat(leastPixels), unit = f64x2.splat(pixelsPerWeight), share = f64x2.splat(shareOfPixel);
  let isSummed = false;
  v128.store(totals, f64x2.splat(0));
  v128.store(totals, f64x2.splat(0), 16);
  for (let u: i32 = 0; u < length; u += 4) {
    if (isUniform) sumFour(u, near, far, 0, 1);
    else weighFour(u, near, far, 0, 1);
    const here = f64x2.mul(v128.load(near), unit), next = f64x2.mul(v128.load(far), unit);
    if (!v128.any_true(v128.or(f64x2.ge(here, least), f64x2.ge(next, least)))) {
      v128.store(similarityTarget + 4 * u, f32x4.splat(NaN));
      v128.store64_lane(coverageTarget + 4 * u, f32x4.demote_f64x2_zero(f64x2.mul(here, share)), 0);
      v128.store64_lane(coverageTarget + 4 * u, f32x4.demote_f64x2_zero(f64x2.mul(next, share)), 0, 8);
      continue;
    }
    if (!isSummed) {
      for (let q: i32 = 1; q < quantities; q++) sumQuantity(q);
      isSummed = true;
    }
    if (isUniform) sumFour(u, near, far, 1, quantities);
    else weighFour(u, near, far, 1, quantities);
    compareTwo(u, near);
    compareTwo(u + 2, far);
  }
}

/** The windows of two neighbouring pairs of pixels share all but two of their columns at either end. */
function sumFour(u: i32, near: usize, far: usize, first: i32, end: i32): void {
  const last = 2 * radius * 8;
  let row = columns + first * columnBytes + u * 8;
  for (let q = first; q < end; q++) {
    let shared = v128.load(row, 16);
    const edge = row + last;
    for (let at = row + 24; at <= edge; at += 8) shared = f64x2.add(shared, v128.load(at));
    v128.store(near + 16 * q, f64x2.add(shared, f64x2.add(v128.load(row), v128.load(row, 8))));
    v128.store(far + 16 * q, f64x2.add(shared, f64x2.add(v128.load(edge, 8), v128.load(edge, 16))));
    row += columnBytes;
  }
}

function weighFour(u: i32, near: usize, far: usize, first: i32, end: i32): void {
  const side = 2 * radius + 1, factors = weights;
  let row = columns + first * columnBytes + u * 8;
  for (let q = first; q < end; q++) {
    let a = f64x2.splat(0), b = f64x2.splat(0);
    for (let k: i32 = 0; k < side; k++) {
      const weight = v128.load64_splat(factors + 8 * k);
      a = f64x2.add(a, f64x2.mul(weight, v128.load(row + 8 * k)));
      b = f64x2.add(b, f64x2.mul(weight, v128.load(row + 8 * k, 16)));
    }
    v128.store(near + 16 * q, a);
    v128.store(far + 16 * q, b);
    row += columnBytes;
  }
}

/** The formula for pixels u and u + 1 from their window sums. */
@inline
function compareTwo(u: i32, sums: usize): void {
  const n = v128.load(sums), x = v128.load(sums, 16), y = v128.load(sums, 32);
  const xx = v128.load(sums, 48), yy = v128.load(sums, 64), xy = v128.load(sums, 80);
  const two = f64x2.splat(2), C1 = f64x2.splat(luminance), C2 = f64x2.splat(contrast), mid = f64x2.splat(centre);
  const count = f64x2.mul(n, f64x2.splat(pixelsPerWeight));
  // 1 / n and count / (count − lost) by one division.
  const free = f64x2.sub(count, f64x2.splat(lostFreedom));
  const both = f64x2.div(f64x2.splat(1), f64x2.mul(n, free));
  const each = f64x2.mul(free, both);
  const norm = f64x2.mul(f64x2.mul(count, n), both);
  const dx = f64x2.mul(x, each), dy = f64x2.mul(y, each);
  const vx = f64x2.mul(norm, f64x2.sub(f64x2.mul(xx, each), f64x2.mul(dx, dx)));
  const vy = f64x2.mul(norm, f64x2.sub(f64x2.mul(yy, each), f64x2.mul(dy, dy)));
  const vxy = f64x2.mul(norm, f64x2.sub(f64x2.mul(xy, each), f64x2.mul(dx, dy)));
  const ux = f64x2.add(dx, mid), uy = f64x2.add(dy, mid);
  const above = f64x2.mul(
    f64x2.add(f64x2.mul(two, f64x2.mul(ux, uy)), C1),
    f64x2.add(f64x2.mul(two, vxy), C2),
  );
  const below = f64x2.mul(
    f64x2.add(f64x2.add(f64x2.mul(ux, ux), f64x2.mul(uy, uy)), C1),
    f64x2.add(f64x2.add(vx, vy), C2),
  );
  const known = f64x2.ge(count, f64x2.splat(leastPixels));
  const similarity = v128.bitselect(f64x2.div(above, below), f64x2.splat(NaN), known);
  v128.store64_lane(similarityTarget + 4 * u, f32x4.demote_f64x2_zero(similarity), 0);
  const coverage = f64x2.mul(count, f64x2.splat(shareOfPixel));
  v128.store64_lane(coverageTarget + 4 * u, f32x4.demote_f64x2_zero(coverage), 0);
  const validity = v128.load(load<u32>(windowRows + 4 * radius) + u * 8);
  tally(similarity, v128.and(v128.and(known, f64x2.gt(validity, f64x2.splat(0))), innerLanes(u)));
}

/** All bits set in the lanes of pixels that do not lie in the row's border. */
@inline
function innerLanes(u: i32): v128 {
  const first = radius, end = width - radius;
  if (u >= first && u + 1 < end) return i64x2.splat(-1);
  return i64x2(-(<i64>(u >= first && u < end)), -(<i64>(u + 1 >= first && u + 1 < end)));
}

@inline
function tally(similarity: v128, counts: v128): void {
  v128.store(totals, f64x2.add(v128.load(totals), v128.and(similarity, counts)));
  v128.store(totals, f64x2.add(v128.load(totals, 16), v128.and(f64x2.splat(1), counts)), 16);
}
