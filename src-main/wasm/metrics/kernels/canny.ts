import { finiteLanes } from './lanes';

/** Writes 1 where both maps have a value and 0 elsewhere, as f64 and as u8. */
export function writeValidity(count: i32, first: usize, second: usize, numbers: usize, bytes: usize): void {
  for (let i: i32 = 0; i < count; i++) {
    const d = load<f64>(first + 8 * i) - load<f64>(second + 8 * i);
    const isValid = d - d == 0;
    store<f64>(numbers + 8 * i, isValid ? 1 : 0);
    store<u8>(bytes + i, <u8>isValid);
  }
}

/** Stretches the valid values onto 0…1; zeros elsewhere. An odd map has room for one more. */
export function writeStretched(count: i32, values: usize, validity: usize, target: usize): void {
  const some = f64x2.splat(0.5);
  let least = f64x2.splat(Infinity), most = f64x2.splat(-Infinity);
  for (let i: i32 = 0; i < count; i += 2) {
    const value = v128.load(values + 8 * i);
    let valid = f64x2.gt(v128.load(validity + 8 * i), some);
    if (i + 1 == count) valid = i64x2.replace_lane(valid, 1, 0);
    least = f64x2.pmin(least, v128.bitselect(value, least, valid));
    most = f64x2.pmax(most, v128.bitselect(value, most, valid));
  }
  const from = min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1));
  const span = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)) - from;
  for (let i: i32 = 0; i < count; i += 2) {
    const share = f64x2.div(f64x2.sub(v128.load(values + 8 * i), f64x2.splat(from)), f64x2.splat(span));
    v128.store(target + 8 * i, v128.and(share, f64x2.gt(v128.load(validity + 8 * i), some)));
  }
}

/**
 * A separable blur; beyond the image lie zeros.
 * @param weights  f64, 2 · radius + 1.
 * @param padded   scratch of width + 2 · radius + 2 numbers.
 */
export function blur(
  values: usize,
  width: i32,
  height: i32,
  weights: usize,
  radius: i32,
  padded: usize,
  target: usize,
): void {
  const rowBytes = 8 * width, middleAt = weights + 8 * radius;
  memory.fill(padded, 0, 8 * (width + 2 * radius + 2));
  for (let y: i32 = 0; y < height; y++) {
    const first = max(-radius, -y), last = min(radius, height - 1 - y);
    const row = padded + 8 * radius;
    for (let o: i32 = 0; o < rowBytes; o += 16) {
      let sum = f64x2.splat(0);
      let at = values + (y + first) * rowBytes + o;
      for (let k = first; k <= last; k++) {
        sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(middleAt + 8 * k), v128.load(at)));
        at += rowBytes;
      }
      if (o + 16 <= rowBytes) v128.store(row + o, sum);
      else v128.store64_lane(row + o, sum, 0);
    }
    const into = target + y * rowBytes;
    for (let o: i32 = 0; o < rowBytes; o += 16) {
      let sum = f64x2.mul(v128.load64_splat(middleAt), v128.load(row + o));
      for (let k: i32 = 8; k <= 8 * radius; k += 8) {
        const pair = f64x2.add(v128.load(row + o - k), v128.load(row + o + k));
        sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(middleAt + k), pair));
      }
      if (o + 16 <= rowBytes) v128.store(into + o, sum);
      else v128.store64_lane(into + o, sum, 0);
    }
  }
}

/** Divides the blurred values by the blurred validity. */
export function divideBy(count: i32, values: usize, weight: usize): void {
  const least = f64x2.splat(2.220446049250313e-16);
  for (let i: i32 = 0; i < count; i += 2) {
    const sum = f64x2.add(v128.load(weight + 8 * i), least);
    v128.store(values + 8 * i, f64x2.div(v128.load(values + 8 * i), sum));
  }
}

/** Sobel's slopes and their magnitude; the border is repeated half-sample symmetrically. */
export function sobel(values: usize, width: i32, height: i32, across: usize, down: usize, size: usize): void {
  const rowBytes = 8 * width;
  for (let y: i32 = 0; y < height; y++) {
    const here = values + y * rowBytes, o = y * rowBytes;
    const above = y == 0 ? here : here - rowBytes, below = y == height - 1 ? here : here + rowBytes;
    slope(above, here, below, 0, 0, width == 1 ? 0 : 8, across + o, down + o, size + o);
    let x: i32 = 1;
    for (; x + 2 < width; x += 2) {
      const at = 8 * x;
      const northWest = v128.load(above + at - 8), northEast = v128.load(above + at + 8);
      const southWest = v128.load(below + at - 8), southEast = v128.load(below + at + 8);
      const two = f64x2.splat(2);
      const level = f64x2.mul(two, f64x2.sub(v128.load(here + at + 8), v128.load(here + at - 8)));
      const upright = f64x2.mul(two, f64x2.sub(v128.load(below + at), v128.load(above + at)));
      const u = f64x2.add(f64x2.add(f64x2.sub(northEast, northWest), level), f64x2.sub(southEast, southWest));
      const v = f64x2.add(f64x2.add(f64x2.sub(southWest, northWest), upright), f64x2.sub(southEast, northEast));
      v128.store(across + o + at, u);
      v128.store(down + o + at, v);
      v128.store(size + o + at, f64x2.sqrt(f64x2.add(f64x2.mul(v, v), f64x2.mul(u, u))));
    }
    for (; x < width; x++) {
      const at = 8 * x;
      const east = x == width - 1 ? at : at + 8;
      slope(above, here, below, at, at - 8, east, across + o + at, down + o + at, size + o + at);
    }
  }
}

function slope(
  above: usize,
  here: usize,
  below: usize,
  at: usize,
  west: usize,
  east: usize,
  across: usize,
  down: usize,
  size: usize,
): void {
  const northWest = load<f64>(above + west), northEast = load<f64>(above + east);
  const southWest = load<f64>(below + west), southEast = load<f64>(below + east);
  const level = 2 * (load<f64>(here + east) - load<f64>(here + west));
  const upright = 2 * (load<f64>(below + at) - load<f64>(above + at));
  const u = northEast - northWest + level + (southEast - southWest);
  const v = southWest - northWest + upright + (southEast - northEast);
  store<f64>(across, u);
  store<f64>(down, v);
  store<f64>(size, sqrt(v * v + u * u));
}

/**
 * Writes the magnitude where it is a maximum across the edge and at least `low`, zeros elsewhere; only where a pixel and
 * its eight neighbours are valid.
 */
export function thin(
  width: i32,
  height: i32,
  valid: usize,
  across: usize,
  down: usize,
  size: usize,
  low: f64,
  kept: usize,
): void {
  memory.fill(kept, 0, 8 * width * height);
  for (let y: i32 = 1; y < height - 1; y++) {
    const end = (y + 1) * width - 1;
    for (let i = y * width + 1; i < end; i++) {
      const m = load<f64>(size + 8 * i);
      if (m < low || !isSurrounded(valid + i, width)) continue;
      const v = load<f64>(down + 8 * i), u = load<f64>(across + 8 * i);
      const rise = abs(v), run = abs(u);
      if (rise == 0 && run == 0) continue;
      const isSteep = rise > run;
      const isFalling = (u >= 0 && v >= 0) || (u <= 0 && v <= 0);
      const side = isFalling ? width + 1 : 1 - width;
      const straight = isSteep ? (isFalling ? width : -width) : 1;
      const w = isSteep ? run / rise : rise / run;
      const ahead = load<f64>(size + 8 * (i + side)) * w + load<f64>(size + 8 * (i + straight)) * (1 - w);
      const behind = load<f64>(size + 8 * (i - side)) * w + load<f64>(size + 8 * (i - straight)) * (1 - w);
      if (ahead <= m && behind <= m) store<f64>(kept + 8 * i, m);
    }
  }
}

@inline
function isSurrounded(at: usize, width: i32): bool {
  const above = at - width, below = at + width;
  return (
    (load<u8>(above - 1) & load<u8>(above) & load<u8>(above + 1) & load<u8>(at - 1) & load<u8>(at) & load<u8>(at + 1) &
      load<u8>(below - 1) & load<u8>(below) & load<u8>(below + 1)) !=
    0
  );
}

/** Marks (u8) everything that hangs together, over eight neighbours, with a pixel of at least `high`. */
export function follow(width: i32, height: i32, kept: usize, high: f64, edges: usize, stack: usize): void {
  const count = width * height;
  memory.fill(edges, 0, count);
  for (let i: i32 = 0; i < count; i++) {
    if (load<f64>(kept + 8 * i) < high || load<u8>(edges + i) != 0) continue;
    store<u8>(edges + i, 1);
    store<i32>(stack, i);
    let top = stack + 4;
    while (top > stack) {
      top -= 4;
      const at = load<i32>(top);
      for (let dy: i32 = -width; dy <= width; dy += width) {
        for (let next = at + dy - 1; next <= at + dy + 1; next++) {
          if (!(load<f64>(kept + 8 * next) > 0) || load<u8>(edges + next) != 0) continue;
          store<u8>(edges + next, 1);
          store<i32>(top, next);
          top += 4;
        }
      }
    }
  }
}
