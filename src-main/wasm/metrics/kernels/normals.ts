import { arcCosines } from './arcCosine';

/** Across a larger relative step of the ground truth lies another surface. */
const largestStep: f64 = 0.05;

let unitX: v128 = f64x2.splat(0), unitY: v128 = f64x2.splat(0), unitZ: v128 = f64x2.splat(0);

/**
 * Angles between the normals of two depth maps, in degrees, for the inner rows and columns; NaN where the ground truth is
 * not smooth or the prediction has a gap. See domain/metrics/normalErrors.ts.
 */
export function writeAngles(
  truth: usize,
  prediction: usize,
  width: i32,
  height: i32,
  f: f64,
  cx: f64,
  cy: f64,
  target: usize,
): void {
  const rowBytes = 8 * width;
  memory.fill(target, 0xff, rowBytes * height);
  for (let y: i32 = 1; y < height - 1; y++) {
    for (let x: i32 = 1; x < width - 1; x += 2) {
      const o = 8 * (y * width + x);
      const z = v128.load(truth + o), p = v128.load(prediction + o);
      const limit = f64x2.mul(f64x2.splat(largestStep), z);
      let smooth = f64x2.le(f64x2.abs(f64x2.sub(v128.load(truth + o - 8), z)), limit);
      smooth = v128.and(smooth, f64x2.le(f64x2.abs(f64x2.sub(v128.load(truth + o + 8), z)), limit));
      smooth = v128.and(smooth, f64x2.le(f64x2.abs(f64x2.sub(v128.load(truth + o - rowBytes), z)), limit));
      smooth = v128.and(smooth, f64x2.le(f64x2.abs(f64x2.sub(v128.load(truth + o + rowBytes), z)), limit));
      smooth = v128.and(smooth, f64x2.eq(f64x2.sub(p, p), f64x2.splat(0)));
      if (!v128.any_true(smooth)) continue;
      const u = f64x2(<f64>x - cx, <f64>(x + 1) - cx), v = f64x2.splat(<f64>y - cy);
      setNormal(truth + o, rowBytes, u, v, f64x2.splat(f), z);
      const tx = unitX, ty = unitY, tz = unitZ;
      setNormal(prediction + o, rowBytes, u, v, f64x2.splat(f), p);
      let cosine = f64x2.add(f64x2.mul(tx, unitX), f64x2.mul(ty, unitY));
      cosine = f64x2.add(cosine, f64x2.mul(tz, unitZ));
      // NaN stays NaN.
      const known = v128.and(smooth, f64x2.eq(cosine, cosine));
      cosine = f64x2.max(f64x2.splat(-1), f64x2.min(f64x2.splat(1), cosine));
      cosine = v128.bitselect(cosine, f64x2.splat(1), known);
      const degrees = f64x2.div(f64x2.mul(arcCosines(cosine), f64x2.splat(180)), f64x2.splat(3.141592653589793));
      const angle = v128.bitselect(degrees, f64x2.splat(NaN), known);
      v128.store64_lane(target + o, angle, 0);
      if (x + 1 < width - 1) v128.store64_lane(target + o + 8, angle, 1);
    }
  }
}

/** Of unit length, facing the camera; left in unitX, unitY and unitZ. */
@inline
function setNormal(at: usize, rowBytes: i32, u: v128, v: v128, f: v128, here: v128): void {
  const one = f64x2.splat(1), zero = f64x2.splat(0);
  const west = v128.load(at - 8), east = v128.load(at + 8);
  const north = v128.load(at - rowBytes), south = v128.load(at + rowBytes);
  const acrossZ = f64x2.sub(east, west), downZ = f64x2.sub(south, north);
  const ax = f64x2.div(f64x2.sub(f64x2.mul(f64x2.add(u, one), east), f64x2.mul(f64x2.sub(u, one), west)), f);
  const ay = f64x2.div(f64x2.mul(v, acrossZ), f);
  const bx = f64x2.div(f64x2.mul(u, downZ), f);
  const by = f64x2.div(f64x2.sub(f64x2.mul(f64x2.add(v, one), south), f64x2.mul(f64x2.sub(v, one), north)), f);
  const nx = f64x2.sub(f64x2.mul(ay, downZ), f64x2.mul(acrossZ, by));
  const ny = f64x2.sub(f64x2.mul(acrossZ, bx), f64x2.mul(ax, downZ));
  const nz = f64x2.sub(f64x2.mul(ax, by), f64x2.mul(ay, bx));
  const along = f64x2.add(f64x2.add(f64x2.mul(nx, u), f64x2.mul(ny, v)), f64x2.mul(nz, f));
  const turned = v128.xor(f64x2.gt(along, zero), f64x2.gt(here, zero));
  const square = f64x2.add(f64x2.add(f64x2.mul(nx, nx), f64x2.mul(ny, ny)), f64x2.mul(nz, nz));
  const size = f64x2.sqrt(square);
  const length = v128.bitselect(size, f64x2.neg(size), turned);
  unitX = f64x2.div(nx, length);
  unitY = f64x2.div(ny, length);
  unitZ = f64x2.div(nz, length);
}

/**
 * Gathers the angles inside (u8 per pixel; address 0 = all) that are no NaN, and adds to sums: their number, sum and sum of
 * squares, and how many are below 5, 11.25, 22.5 and 30. The target has room for count and one more.
 */
export function addAngles(count: i32, angles: usize, inside: usize, target: usize, sums: usize): void {
  let square: f64 = 0, sum: f64 = 0;
  let offset: usize = 0;
  let below5: i32 = 0, below11: i32 = 0, below22: i32 = 0, below30: i32 = 0;
  for (let i: i32 = 0; i < count; i++) {
    const angle = load<f64>(angles + 8 * i);
    const counts = angle == angle && (inside == 0 || load<u8>(inside + i) != 0);
    if (!counts) continue;
    store<f64>(target + offset, angle);
    offset += 8;
    sum += angle;
    square += angle * angle;
    below5 += <i32>(angle < 5);
    below11 += <i32>(angle < 11.25);
    below22 += <i32>(angle < 22.5);
    below30 += <i32>(angle < 30);
  }
  store<f64>(sums, <f64>(offset >> 3));
  store<f64>(sums, sum, 8);
  store<f64>(sums, square, 16);
  store<f64>(sums, <f64>below5, 24);
  store<f64>(sums, <f64>below11, 32);
  store<f64>(sums, <f64>below22, 40);
  store<f64>(sums, <f64>below30, 48);
}
