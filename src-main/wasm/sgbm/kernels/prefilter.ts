import { gradientCap, height, leftPicture, lines, rightPicture, width } from './settings';

/**
 * One image row as the pixel cost wants it: per picture the clipped horizontal gradient and the intensity, each with
 * the lowest and the highest value that the line takes from half a pixel before to half a pixel after.
 *
 * Lines are u8 and lineBytes apart, a constant, so that one address reaches all of them. The first sample is at byte 16,
 * so that vectors may reach over both ends. The right picture's lines run from right to left: with growing disparity one
 * reads forwards. Columns 0 and width − 1 hold gradientCap in gradient and intensity.
 */

/** Room for the widest picture, 16,384 px; an odd number of cache lines, so that equal columns do not share a cache set. */
export const lineBytes: usize = 16_384 + 192;

/** Where the lines of a picture start, from the first line. */
export const leftLines: usize = 0;
export const rightLines: usize = 6 * lineBytes;
/** Within a picture's lines. */
export const gradientLine: usize = 0;
export const intensityLine: usize = 3 * lineBytes;
/** Within each of these, after the values themselves. */
export const lowestLine: usize = lineBytes;
export const highestLine: usize = 2 * lineBytes;

/** Scratch: a line to turn round, and lines that hold i16 sums of three rows. */
const forwardLine: usize = 12 * lineBytes;
const sumsLine: usize = 13 * lineBytes;

/** Address of the first sample of a line. */
@inline
export function lineAt(line: usize): usize {
  return lines + line + 16;
}

/** Prefilters image row y of both pictures. */
export function prefilterRow(y: i32): void {
  const forward = lineAt(forwardLine);
  gradientOf(leftPicture, y, lineAt(leftLines + gradientLine));
  rangeOf(lineAt(leftLines + gradientLine));
  intensityOf(leftPicture, y, lineAt(leftLines + intensityLine));
  rangeOf(lineAt(leftLines + intensityLine));
  gradientOf(rightPicture, y, forward);
  reversedRangeOf(forward, lineAt(rightLines + gradientLine));
  intensityOf(rightPicture, y, forward);
  reversedRangeOf(forward, lineAt(rightLines + intensityLine));
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

function rangeOf(values: usize): void {
  const end = values + width;
  for (; values < end; values += 16) {
    const value = v128.load(values);
    const before = halfway(value, v128.load(values - 1));
    const after = halfway(value, v128.load(values, 1));
    v128.store(values, i8x16.min_u(value, i8x16.min_u(before, after)), lowestLine);
    v128.store(values, i8x16.max_u(value, i8x16.max_u(before, after)), highestLine);
  }
}

/** The same for the forward line, written from right to left. */
function reversedRangeOf(values: usize, target: usize): void {
  const end = values + width;
  let at = target + width - 16;
  for (; values < end; values += 16) {
    const value = v128.load(values);
    const before = halfway(value, v128.load(values - 1));
    const after = halfway(value, v128.load(values, 1));
    v128.store(at, reversed(value));
    v128.store(at, reversed(i8x16.min_u(value, i8x16.min_u(before, after))), lowestLine);
    v128.store(at, reversed(i8x16.max_u(value, i8x16.max_u(before, after))), highestLine);
    at -= 16;
  }
}

@inline
function reversed(a: v128): v128 {
  return v128.shuffle<u8>(a, a, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
}
