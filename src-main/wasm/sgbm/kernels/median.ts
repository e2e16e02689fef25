import { lineBytes } from './prefilter';
import { disparityMap, height, lines, rowEnd, rowFirst, smoothedMap, width } from './settings';

/**
 * Median of every 3 × 3 neighbourhood of disparityMap → smoothedMap, image rows rowFirst … rowEnd − 1. The border is
 * repeated outwards; invalid values take part as numbers.
 */
export function medianRows(): void {
  for (let y = rowFirst; y < rowEnd; y++) {
    const above = paddedRow(0, max(y - 1, 0));
    const here = paddedRow(1, y);
    const below = paddedRow(2, min(y + 1, height - 1));
    const target = smoothedMap + y * width * 2;
    for (let x = 0; x < width; x += 8) {
      const o = 2 * x;
      const median = medianOfNine(above + o, here + o, below + o);
      if (x + 8 <= width) v128.store(target + o, median);
      else storeFirst(target + o, median, width - x);
    }
  }
}

/** A copy, in the prefilter's lines, of an image row with its first and last sample repeated; returns the address of the sample before the first. */
function paddedRow(line: usize, y: i32): usize {
  const copy = lines + (line + 1) * 3 * lineBytes + 16;
  memory.copy(copy, disparityMap + y * width * 2, width * 2);
  store<i16>(copy - 2, load<i16>(copy));
  store<i16>(copy + width * 2, load<i16>(copy + width * 2 - 2));
  return copy - 2;
}

/** Of the columns: the largest minimum, the median of the medians, the smallest maximum; their median is the answer. */
@inline
function medianOfNine(a: usize, b: usize, c: usize): v128 {
  const left = v128.load(a), middle = v128.load(a, 2), right = v128.load(a, 4);
  const left2 = v128.load(b), middle2 = v128.load(b, 2), right2 = v128.load(b, 4);
  const left3 = v128.load(c), middle3 = v128.load(c, 2), right3 = v128.load(c, 4);
  const lows = i16x8.max_s(
    i16x8.max_s(smallestOf(left, left2, left3), smallestOf(middle, middle2, middle3)),
    smallestOf(right, right2, right3),
  );
  const highs = i16x8.min_s(
    i16x8.min_s(largestOf(left, left2, left3), largestOf(middle, middle2, middle3)),
    largestOf(right, right2, right3),
  );
  const medians = medianOf(
    medianOf(left, left2, left3),
    medianOf(middle, middle2, middle3),
    medianOf(right, right2, right3),
  );
  return medianOf(lows, medians, highs);
}

@inline
function smallestOf(a: v128, b: v128, c: v128): v128 {
  return i16x8.min_s(i16x8.min_s(a, b), c);
}

@inline
function largestOf(a: v128, b: v128, c: v128): v128 {
  return i16x8.max_s(i16x8.max_s(a, b), c);
}

@inline
function medianOf(a: v128, b: v128, c: v128): v128 {
  return i16x8.max_s(i16x8.min_s(a, b), i16x8.min_s(i16x8.max_s(a, b), c));
}

/** Stores the first `count` lanes. */
function storeFirst(target: usize, values: v128, count: i32): void {
  v128.store(lines, values);
  memory.copy(target, lines, count * 2);
}
