/**
 * Median of every 3 × 3 neighbourhood; the border is repeated outwards. Invalid disparities take part as numbers.
 *
 * @param samples  width × height
 * @returns a new array of the same size
 */
export function median3x3(samples: Int16Array, width: number, height: number): Int16Array {
  const result = new Int16Array(samples.length);
  for (let y = 0; y < height; y++) {
    const above = Math.max(y - 1, 0) * width;
    const here = y * width;
    const below = Math.min(y + 1, height - 1) * width;
    for (let x = 0; x < width; x++) {
      const left = Math.max(x - 1, 0);
      const right = Math.min(x + 1, width - 1);
      const a0 = samples[above + left]!;
      const a1 = samples[here + left]!;
      const a2 = samples[below + left]!;
      const b0 = samples[above + x]!;
      const b1 = samples[here + x]!;
      const b2 = samples[below + x]!;
      const c0 = samples[above + right]!;
      const c1 = samples[here + right]!;
      const c2 = samples[below + right]!;
      // The median of nine is that of: the largest of the columns' minima, the median of their medians, and the
      // smallest of their maxima.
      result[here + x] = median(
        Math.max(Math.min(a0, a1, a2), Math.min(b0, b1, b2), Math.min(c0, c1, c2)),
        median(median(a0, a1, a2), median(b0, b1, b2), median(c0, c1, c2)),
        Math.min(Math.max(a0, a1, a2), Math.max(b0, b1, b2), Math.max(c0, c1, c2)),
      );
    }
  }
  return result;
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
