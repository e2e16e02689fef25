/**
 * Median of the values in a window, missing ones left out (see domain/stereo/filters/medianOfValid.ts), of four pixels at a
 * time. A missing value is replaced by −∞ and +∞ in turn, so that the middle of the full window is the middle of what is
 * known. Where an even number is known, −∞ first gives the lower and +∞ first the upper of the middle two.
 */

/**
 * @param padded   f32, (width + 2 · radius) × (height + 2 · radius): the map with a border of NaN, 16 readable bytes after
 * @param scratch  16 · (2 · radius + 1)² bytes
 * @param target   receives f32 × width × height; up to 3 more are overwritten after them
 */
export function medianOfValid(
  padded: usize,
  width: i32,
  height: i32,
  radius: i32,
  scratch: usize,
  target: usize,
): void {
  const side = 2 * radius + 1;
  const stride: usize = 4 * (width + 2 * radius);
  const half = f32x4.splat(0.5);
  const none = i32x4.splat(0);
  const all = i32x4.splat(-1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 4) {
      const corner = padded + <usize>y * stride + 4 * x;
      const centre = v128.load(corner + <usize>radius * (stride + 4));
      const isKnown = f32x4.eq(centre, centre);
      let found = centre;
      if (v128.any_true(isKnown)) {
        const isEven = gather(corner, stride, side, none, scratch);
        found = middle(scratch, side * side);
        if (v128.any_true(isEven)) {
          gather(corner, stride, side, all, scratch);
          found = f32x4.mul(f32x4.add(found, middle(scratch, side * side)), half);
        }
        found = v128.bitselect(found, centre, isKnown);
      }
      v128.store(target + 4 * (y * width + x), found);
    }
  }
}

/**
 * Writes the windows of four pixels to `scratch`, one place after the other.
 * @param isUpper  lanes whose first missing value becomes +∞
 * @returns `isUpper`, inverted where an odd number was missing
 */
@inline
function gather(corner: usize, stride: usize, side: i32, isUpper: v128, scratch: usize): v128 {
  const least = f32x4.splat(-Infinity);
  const most = f32x4.splat(Infinity);
  for (let v = 0; v < side; v++) {
    for (let u = 0; u < side; u++) {
      const value = v128.load(corner + 4 * u);
      const isMissing = f32x4.ne(value, value);
      const stand = v128.bitselect(most, least, isUpper);
      v128.store(scratch, v128.bitselect(stand, value, isMissing));
      isUpper = v128.xor(isUpper, isMissing);
      scratch += 16;
    }
    corner += stride;
  }
  return isUpper;
}

/**
 * The middle of an odd number of places: of a little more than half of them the smallest and the largest cannot be the
 * middle; they are dropped, and one more place is looked at, until one is left. Overwrites the places.
 */
@inline
function middle(places: usize, count: i32): v128 {
  const last = places + 16 * (count - 1);
  let first = places;
  for (let end = places + 16 * ((count >> 1) + 2); first < last; end += 16) {
    const a = v128.load(first);
    const b = v128.load(first, 16);
    let smallest = f32x4.pmin(a, b);
    let largest = f32x4.pmax(a, b);
    first += 32;
    for (let at = first; at < end; at += 16) {
      const value = v128.load(at);
      const larger = f32x4.pmax(smallest, value);
      smallest = f32x4.pmin(smallest, value);
      v128.store(at, f32x4.pmin(larger, largest));
      largest = f32x4.pmax(larger, largest);
    }
  }
  return v128.load(last);
}
