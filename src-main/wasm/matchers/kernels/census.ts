/**
 * Census strings of a grey picture, 8 bytes a pixel: each bit says that one pixel of the window is darker than its centre.
 * The bits' order differs from domain/stereo/block/censusTransform.ts; distances between strings do not depend on it.
 *
 * @param padded   u8, (width + 2 · radiusX) × (height + 2 · radiusY): the picture with its border repeated outwards,
 *                 with 16 readable bytes after
 * @param isMirrored  1: the picture is mirrored, but its strings describe windows as they were before
 * @param strings  receives u64 × width × height; up to 15 more are overwritten after them
 */
export function censusStrings(
  padded: usize,
  width: i32,
  height: i32,
  radiusX: i32,
  radiusY: i32,
  isMirrored: i32,
  strings: usize,
): void {
  const stride = width + 2 * radiusX;
  const step = isMirrored ? -1 : 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 16) {
      const centreAt = padded + (y + radiusY) * stride + x + radiusX;
      const centre = v128.load(centreAt);
      const target = strings + 8 * (y * width + x);
      let plane = i8x16.splat(0);
      let bit: i32 = 0;
      for (let dy = -radiusY; dy <= radiusY; dy++) {
        for (let dx = -radiusX; dx <= radiusX; dx++) {
          if (dx == 0 && dy == 0) continue;
          const isDarker = i8x16.lt_u(v128.load(centreAt + dy * stride + dx * step), centre);
          plane = v128.or(plane, v128.and(isDarker, i8x16.splat(<i8>((<i32>1) << (bit & 7)))));
          bit++;
          if ((bit & 7) != 0) continue;
          writePlane(target + (bit >> 3) - 1, plane);
          plane = i8x16.splat(0);
        }
      }
      if (bit & 7) writePlane(target + (bit >> 3), plane);
    }
  }
}

/** One byte of sixteen strings. */
@inline
function writePlane(target: usize, plane: v128): void {
  v128.store_lane<u8>(target, plane, 0, 0);
  v128.store_lane<u8>(target, plane, 1, 8);
  v128.store_lane<u8>(target, plane, 2, 16);
  v128.store_lane<u8>(target, plane, 3, 24);
  v128.store_lane<u8>(target, plane, 4, 32);
  v128.store_lane<u8>(target, plane, 5, 40);
  v128.store_lane<u8>(target, plane, 6, 48);
  v128.store_lane<u8>(target, plane, 7, 56);
  v128.store_lane<u8>(target, plane, 8, 64);
  v128.store_lane<u8>(target, plane, 9, 72);
  v128.store_lane<u8>(target, plane, 10, 80);
  v128.store_lane<u8>(target, plane, 11, 88);
  v128.store_lane<u8>(target, plane, 12, 96);
  v128.store_lane<u8>(target, plane, 13, 104);
  v128.store_lane<u8>(target, plane, 14, 112);
  v128.store_lane<u8>(target, plane, 15, 120);
}
