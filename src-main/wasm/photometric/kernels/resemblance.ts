/**
 * The photometric error of a row, channel by channel, two pixels at a time (see domain/photometric/photometricError.ts, which
 * says what is computed and in which order sums are added).
 *
 * A loaded row of one channel is eight runs of f64, `rowBytes` apart: the sums over three neighbouring places — how many are
 * known, a, b, a², b², ab —, then |a − b| of the place itself, and 1 where it is known, 0 elsewhere and past the end.
 */
const C1: f64 = 0.01 * 0.01;
const C2: f64 = 0.03 * 0.03;
const alpha: f64 = 0.85;
const leastPlaces: f64 = 5;

/**
 * Loads a row of one channel.
 *
 * @param picture  u8 of the first pixel's channel, `channels` apart
 * @param warped   f32, the same; NaN = not known
 * @param levels   f64 × 256: intensities of the picture's levels
 * @param samples  scratch, f64 × 3 × (width + 4): known, a, b, each with one place before and two after
 * @param row      receives the row
 */
export function loadRow(
  picture: usize,
  warped: usize,
  width: i32,
  channels: i32,
  levels: usize,
  samples: usize,
  row: usize,
  rowBytes: usize,
): void {
  const run: usize = 8 * (width + 4);
  const known = samples + 8;
  const a = known + run;
  const b = a + run;
  for (let x = 0; x < width; x++) {
    const v = <f64>load<f32>(warped);
    const isKnown = v == v;
    store<f64>(known + 8 * x, isKnown ? 1 : 0);
    store<f64>(a + 8 * x, isKnown ? load<f64>(levels + 8 * <i32>load<u8>(picture)) : 0);
    store<f64>(b + 8 * x, isKnown ? v : 0);
    picture += channels;
    warped += 4 * channels;
  }
  mirrorEnds(known, width);
  mirrorEnds(a, width);
  mirrorEnds(b, width);
  for (let x = 0; x < width; x += 2) {
    const at = 8 * x;
    const a0 = v128.load(a + at - 8);
    const a1 = v128.load(a + at);
    const a2 = v128.load(a + at + 8);
    const b0 = v128.load(b + at - 8);
    const b1 = v128.load(b + at);
    const b2 = v128.load(b + at + 8);
    const here = v128.load(known + at);
    let target = row + at;
    v128.store(target, add(v128.load(known + at - 8), here, v128.load(known + at + 8)));
    target += rowBytes;
    v128.store(target, add(a0, a1, a2));
    target += rowBytes;
    v128.store(target, add(b0, b1, b2));
    target += rowBytes;
    v128.store(target, add(f64x2.mul(a0, a0), f64x2.mul(a1, a1), f64x2.mul(a2, a2)));
    target += rowBytes;
    v128.store(target, add(f64x2.mul(b0, b0), f64x2.mul(b1, b1), f64x2.mul(b2, b2)));
    target += rowBytes;
    v128.store(target, add(f64x2.mul(a0, b0), f64x2.mul(a1, b1), f64x2.mul(a2, b2)));
    target += rowBytes;
    v128.store(target, f64x2.abs(f64x2.sub(a1, b1)));
    target += rowBytes;
    v128.store(target, here);
  }
  if (width & 1) store<f64>(row + 7 * rowBytes + 8 * width, 0);
}

/** The places beyond the ends, without repeating the outermost one. */
@inline
function mirrorEnds(run: usize, width: i32): void {
  store<f64>(run - 8, load<f64>(run + (width > 1 ? 8 : 0)));
  store<f64>(run + 8 * width, load<f64>(run + 8 * max(width - 2, 0)));
}

@inline
function add(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.add(a, b), c);
}

/** Three rows' sums of one quantity. */
@inline
function sumRows(above: usize, middle: usize, below: usize, offset: usize): v128 {
  return add(v128.load(above + offset), v128.load(middle + offset), v128.load(below + offset));
}

/**
 * Adds a channel's share to a row of errors.
 *
 * @param above, middle, below  loaded rows
 * @param share   1 / channels
 * @param errors  f32 × width, and one more; NaN where no channel has been added yet
 * @param totals  f64 × 2: SSIM and absolute differences, added to
 */
export function addErrors(
  above: usize,
  middle: usize,
  below: usize,
  rowBytes: usize,
  width: i32,
  share: f64,
  errors: usize,
  totals: usize,
): void {
  const one = f64x2.splat(1);
  const two = f64x2.splat(2);
  const zero = f64x2.splat(0);
  const half = f64x2.splat(0.5);
  let ssimTotal = load<f64>(totals);
  let absoluteTotal = load<f64>(totals, 8);
  for (let x = 0; x < width; x += 2) {
    const at: usize = 8 * x;
    const n = sumRows(above, middle, below, at);
    const isKnown = f64x2.eq(v128.load(middle + 7 * rowBytes + at), one);
    const takes = v128.and(isKnown, f64x2.ge(n, f64x2.splat(leastPlaces)));
    if (!v128.any_true(takes)) continue;
    const perPlace = f64x2.div(one, n);
    const meanA = f64x2.mul(sumRows(above, middle, below, at + rowBytes), perPlace);
    const meanB = f64x2.mul(sumRows(above, middle, below, at + 2 * rowBytes), perPlace);
    const squareA = f64x2.mul(meanA, meanA);
    const squareB = f64x2.mul(meanB, meanB);
    const product = f64x2.mul(meanA, meanB);
    const varA = f64x2.sub(f64x2.mul(sumRows(above, middle, below, at + 3 * rowBytes), perPlace), squareA);
    const varB = f64x2.sub(f64x2.mul(sumRows(above, middle, below, at + 4 * rowBytes), perPlace), squareB);
    const covariance = f64x2.sub(f64x2.mul(sumRows(above, middle, below, at + 5 * rowBytes), perPlace), product);
    const likeness = f64x2.mul(
      f64x2.add(f64x2.mul(f64x2.mul(two, meanA), meanB), f64x2.splat(C1)),
      f64x2.add(f64x2.mul(two, covariance), f64x2.splat(C2)),
    );
    const most = f64x2.mul(
      f64x2.add(f64x2.add(squareA, squareB), f64x2.splat(C1)),
      f64x2.add(f64x2.add(varA, varB), f64x2.splat(C2)),
    );
    const ssim = v128.and(f64x2.div(likeness, most), takes);
    const absolute = v128.and(v128.load(middle + 6 * rowBytes + at), takes);
    const dissimilarity = f64x2.pmin(one, f64x2.pmax(zero, f64x2.mul(f64x2.sub(one, ssim), half)));
    const error = f64x2.add(
      f64x2.mul(f64x2.splat(alpha), dissimilarity),
      f64x2.mul(f64x2.splat(1 - alpha), absolute),
    );
    const before = f64x2.promote_low_f32x4(v128.load64_zero(errors + 4 * x));
    const known = v128.and(before, f64x2.eq(before, before));
    const after = f64x2.add(known, f64x2.mul(error, f64x2.splat(share)));
    const kept = f32x4.demote_f64x2_zero(v128.bitselect(after, before, takes));
    v128.store64_lane(errors + 4 * x, kept, 0);
    ssimTotal = ssimTotal + f64x2.extract_lane(ssim, 0) + f64x2.extract_lane(ssim, 1);
    absoluteTotal = absoluteTotal + f64x2.extract_lane(absolute, 0) + f64x2.extract_lane(absolute, 1);
  }
  store<f64>(totals, ssimTotal);
  store<f64>(totals, absoluteTotal, 8);
}
