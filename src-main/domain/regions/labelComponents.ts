/** Connected parts of a mask. */
export interface Components {
  /** width × height; 0 = outside, else 1…count, numbered by their first pixel in reading order. */
  readonly labels: Int32Array<ArrayBuffer>;
  readonly count: number;
}

/**
 * Labels the 8-connected parts of a mask.
 * @param set  width × height; not 0 = inside.
 */
export function labelComponents(set: Uint8Array, width: number, height: number): Components {
  const labels = new Int32Array(width * height);
  const pending = new Int32Array(width * height);
  let count = 0;
  for (let first = 0; first < labels.length; first += 1) {
    if (set[first] === 0 || labels[first] !== 0) continue;
    count += 1;
    labels[first] = count;
    pending[0] = first;
    for (let size = 1; size > 0;) {
      size -= 1;
      const i = pending[size]!;
      const x = i % width;
      const y = (i - x) / width;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v += 1) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u += 1) {
          const j = v * width + u;
          if (set[j] === 0 || labels[j] !== 0) continue;
          labels[j] = count;
          pending[size] = j;
          size += 1;
        }
      }
    }
  }
  return { labels, count };
}
