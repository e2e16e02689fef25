import { gradientCap, height, leftPicture, lines, lineStride, rightPicture, width } from './settings';

/**
 * One image row as the pixel cost wants it: per picture the clipped horizontal gradient and the intensity, each with
 * the lowest and the highest value that the line takes from half a pixel before to half a pixel after.
 *
 * Lines are u8, lineStride = width rounded up to 16, plus 48, with the first sample at byte 16, so that vectors may
 * reach over both ends. The right picture's lines run from right to left: with growing disparity one reads forwards.
 * Columns 0 and width − 1 hold gradientCap in gradient and intensity.
 */

/** Line numbers: of the left picture, and of the right one at + rightLines. */
export const gradientLine: i32 = 0;
export const intensityLine: i32 = 3;
export const rightLines: i32 = 6;
/** Within each of the four: values, lowest, highest. */
export const lowestLine: i32 = 1;
export const highestLine: i32 = 2;

/** Scratch: a line to turn round, and two lines that hold i16 sums of three rows. */
const forwardLine: i32 = 12;
const sumsLine: i32 = 13;

/** Address of the first sample of a line. */
@inline
export function lineAt(line: i32): usize {
  return lines + line * lineStride + 16;
}

/** Prefilters image row y of both pictures. */
export function prefilterRow(y: i32): void {
  gradientOf(leftPicture, y, lineAt(gradientLine));
  rangeOf(gradientLine);
  intensityOf(leftPicture, y, lineAt(intensityLine));
  rangeOf(intensityLine);
  gradientOf(rightPicture, y, lineAt(forwardLine));
  reversedRangeOf(rightLines + gradientLine);
  intensityOf(rightPicture, y, lineAt(forwardLine));
  reversedRangeOf(rightLines + intensityLine);
}

/** clip(Sobel_x, ±cap) + cap; rows are repeated above the first and below the last. */
function gradientOf(picture: usize, y: i32, target: usize): void {
  const above = picture + max(y - 1, 0) * width;
  const here = picture + y * width;
  const below = picture + min(y + 1, height - 1) * width;
  const sumsOfThree = lineAt(sumsLine);
  for (let x = 0; x < width; x += 8) {
    const middle = v128.load_ext<u8>(here + x);
    const sum = i16x8.add(
      i16x8.add(v128.load_ext<u8>(above + x), v128.load_ext<u8>(below + x)),
      i16x8.add(middle, middle),
    );
    v128.store(sumsOfThree + 2 * x, sum);
  }
  const cap = i16x8.splat(<i16>gradientCap);
  const minusCap = i16x8.splat(<i16>-gradientCap);
  for (let x = 1; x < width - 1; x += 16) {
    const low = i16x8.sub(v128.load(sumsOfThree + 2 * x, 2), v128.load(sumsOfThree + 2 * x - 2));
    const high = i16x8.sub(v128.load(sumsOfThree + 2 * x, 18), v128.load(sumsOfThree + 2 * x, 14));
    v128.store(
      target + x,
      i8x16.narrow_i16x8_u(
        i16x8.add(i16x8.max_s(i16x8.min_s(low, cap), minusCap), cap),
        i16x8.add(i16x8.max_s(i16x8.min_s(high, cap), minusCap), cap),
      ),
    );
  }
  closeLine(target);
}

function intensityOf(picture: usize, y: i32, target: usize): void {
  memory.copy(target, picture + y * width, width);
  closeLine(target);
}

/** Sets the first and the last sample, and repeats them outwards. */
function closeLine(line: usize): void {
  store<u8>(line - 1, <u8>gradientCap);
  store<u8>(line, <u8>gradientCap);
  store<u8>(line + width - 1, <u8>gradientCap);
  store<u8>(line + width, <u8>gradientCap);
}

/** Half-way value of two samples, truncated. */
@inline
function halfway(a: v128, b: v128): v128 {
  return i8x16.sub(i8x16.avgr_u(a, b), v128.and(v128.xor(a, b), i8x16.splat(1)));
}

function rangeOf(line: i32): void {
  const values = lineAt(line);
  for (let x = 0; x < width; x += 16) {
    const value = v128.load(values + x);
    const before = halfway(value, v128.load(values + x - 1));
    const after = halfway(value, v128.load(values + x, 1));
    v128.store(values + lowestLine * lineStride + x, i8x16.min_u(value, i8x16.min_u(before, after)));
    v128.store(values + highestLine * lineStride + x, i8x16.max_u(value, i8x16.max_u(before, after)));
  }
}

/** The same for the forward line, written from right to left. */
function reversedRangeOf(line: i32): void {
  const values = lineAt(forwardLine);
  const target = lineAt(line);
  for (let x = 0; x < width; x += 16) {
    const value = v128.load(values + x);
    const before = halfway(value, v128.load(values + x - 1));
    const after = halfway(value, v128.load(values + x, 1));
    const at = target + width - 16 - x;
    v128.store(at, reversed(value));
    v128.store(at + lowestLine * lineStride, reversed(i8x16.min_u(value, i8x16.min_u(before, after))));
    v128.store(at + highestLine * lineStride, reversed(i8x16.max_u(value, i8x16.max_u(before, after))));
  }
}

@inline
function reversed(a: v128): v128 {
  return v128.shuffle<u8>(a, a, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
}
