/**
 * Sums of single pixels' matching costs over a window, row by row (see domain/stereo/block/WindowSums.ts). Right lines are
 * mirrored, so that rising disparities lie at rising addresses. `count` disparities per column, a multiple of 8.
 */

/** What a pixel costs; as ../WindowKernels.ts. Zero: the row lies below the picture. */
const below: i32 = 0;
const absoluteDifference: i32 = 1;
const squaredDifference: i32 = 2;
const product: i32 = 3;
const hamming: i32 = 4;

/**
 * A row of pixel costs enters the column sums, and the row whose place it takes leaves.
 *
 * @param left, right  of the first column and disparity: u8 samples, or with `hamming` u64 census strings
 * @param ring  u16 × columns × count: costs of the row that leaves; receives those that enter
 * @param sums  i32 × columns × count
 */
export function enterRow(kind: i32, left: usize, right: usize, columns: i32, count: i32, ring: usize, sums: usize): void {
  const size = kind == hamming ? 8 : 1;
  for (let column = 0; column < columns; column++) {
    if (kind == absoluteDifference) enterColumn(absoluteDifference, left, right, count, ring, sums);
    else if (kind == squaredDifference) enterColumn(squaredDifference, left, right, count, ring, sums);
    else if (kind == product) enterColumn(product, left, right, count, ring, sums);
    else if (kind == hamming) enterColumn(hamming, left, right, count, ring, sums);
    else enterColumn(below, left, right, count, ring, sums);
    left += size;
    right -= size;
    ring += 2 * count;
    sums += 4 * count;
  }
}

@inline
function enterColumn(kind: i32, left: usize, right: usize, count: i32, ring: usize, sums: usize): void {
  const sample = kind == hamming || kind == below ? i16x8.splat(0) : i16x8.splat(<i16>load<u8>(left));
  const string: u64 = kind == hamming ? load<u64>(left) : 0;
  for (const end = ring + 2 * count; ring < end; ring += 16) {
    let fresh = i16x8.splat(0);
    if (kind == hamming) {
      fresh = distances(string, right);
      right += 64;
    } else if (kind != below) {
      const other = v128.load_ext<u8>(right);
      if (kind == product) fresh = i16x8.mul(sample, other);
      else {
        fresh = i16x8.abs(i16x8.sub(sample, other));
        if (kind == squaredDifference) fresh = i16x8.mul(fresh, fresh);
      }
      right += 8;
    }
    const old = v128.load(ring);
    v128.store(ring, fresh);
    const low = i32x4.sub(i32x4.extend_low_i16x8_u(fresh), i32x4.extend_low_i16x8_u(old));
    const high = i32x4.sub(i32x4.extend_high_i16x8_u(fresh), i32x4.extend_high_i16x8_u(old));
    v128.store(sums, i32x4.add(v128.load(sums), low));
    v128.store(sums, i32x4.add(v128.load(sums, 16), high), 16);
    sums += 32;
  }
}

/** Numbers of bits in which a string differs from eight others. */
@inline
function distances(string: u64, others: usize): v128 {
  let found = i16x8.splat(0);
  found = i16x8.replace_lane(found, 0, <i16>popcnt(string ^ load<u64>(others)));
  found = i16x8.replace_lane(found, 1, <i16>popcnt(string ^ load<u64>(others, 8)));
  found = i16x8.replace_lane(found, 2, <i16>popcnt(string ^ load<u64>(others, 16)));
  found = i16x8.replace_lane(found, 3, <i16>popcnt(string ^ load<u64>(others, 24)));
  found = i16x8.replace_lane(found, 4, <i16>popcnt(string ^ load<u64>(others, 32)));
  found = i16x8.replace_lane(found, 5, <i16>popcnt(string ^ load<u64>(others, 40)));
  found = i16x8.replace_lane(found, 6, <i16>popcnt(string ^ load<u64>(others, 48)));
  return i16x8.replace_lane(found, 7, <i16>popcnt(string ^ load<u64>(others, 56)));
}

/**
 * Slides the window along the row: sums over 2 · radius + 1 columns of the column sums, cut off at both ends.
 *
 * @param windows  receives i32 × columns × count
 */
export function slideRow(sums: usize, columns: i32, count: i32, radius: i32, windows: usize): void {
  const bytes = 4 * count;
  for (let d = 0; d < bytes; d += 16) {
    let sum = i32x4.splat(0);
    for (let column = 0; column <= min(radius, columns - 1); column++) {
      sum = i32x4.add(sum, v128.load(sums + column * bytes + d));
    }
    v128.store(windows + d, sum);
  }
  for (let column = 1; column < columns; column++) {
    const target = windows + column * bytes;
    const entering = sums + (column + radius) * bytes;
    const leaving = sums + (column - radius - 1) * bytes;
    const enters = column + radius < columns;
    const leaves = column > radius;
    for (let d = 0; d < bytes; d += 16) {
      let sum = v128.load(target + d - bytes);
      if (enters) sum = i32x4.add(sum, v128.load(entering + d));
      if (leaves) sum = i32x4.sub(sum, v128.load(leaving + d));
      v128.store(target + d, sum);
    }
  }
}
