/**
 * Largest (or smallest) value of every square window of (2 · reach + 1)² pixels, NaN left out; NaN where a window holds
 * nothing else. The window is cut at the image border. Two passes of constant work per pixel, whatever the reach.
 *
 * @param values  width × height.
 * Source: van Herk 1992, doi:10.1016/0167-8655(92)90069-C.
 */
export function slidingExtreme(
  values: Float32Array,
  { width, height, reach, take }: { width: number; height: number; reach: number; take: 'max' | 'min' },
): Float32Array<ArrayBuffer> {
  const sign = take === 'max' ? 1 : -1;
  const work = new Float32Array(values.length);
  for (let i = 0; i < work.length; i += 1) {
    const value = sign * values[i]!;
    work[i] = Number.isNaN(value) ? -Infinity : value;
  }
  maxAlongRows(work, { width, height, reach });
  maxAlongColumns(work, { width, height, reach });
  for (let i = 0; i < work.length; i += 1) work[i] = work[i] === -Infinity ? NaN : sign * work[i]!;
  return work;
}

interface Window {
  readonly width: number;
  readonly height: number;
  readonly reach: number;
}

function maxAlongRows(work: Float32Array, { width, height, reach }: Window): void {
  const side = 2 * reach + 1;
  const length = width + 2 * reach;
  const line = new Float32Array(length);
  const back = new Float32Array(length);
  for (let y = 0; y < height; y += 1) {
    line.fill(-Infinity);
    line.set(work.subarray(y * width, (y + 1) * width), reach);
    back[length - 1] = line[length - 1]!;
    for (let i = length - 2, k = (length - 1) % side; i >= 0; i -= 1, k = k === 0 ? side - 1 : k - 1) {
      back[i] = k === 0 || line[i]! > back[i + 1]! ? line[i]! : back[i + 1]!;
    }
    for (let i = 1, k = 1; i < length; i += 1, k = k + 1 === side ? 0 : k + 1) {
      if (k !== 0 && line[i - 1]! > line[i]!) line[i] = line[i - 1]!;
    }
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
      const ahead = line[x + side - 1]!;
      work[i] = back[x]! > ahead ? back[x]! : ahead;
    }
  }
}

/** Whole rows at a time, so that memory is read in order. */
function maxAlongColumns(work: Float32Array, { width, height, reach }: Window): void {
  const source = work.slice();
  const half = source.slice();
  // Windows of 2^k rows by doubling; the last step overlaps two of them.
  let span = 1;
  const side = 2 * reach + 1;
  while (span * 2 <= side) {
    for (let y = 0; y + span < height; y += 1) raise(half, y * width, (y + span) * width, width);
    span *= 2;
  }
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - reach);
    const bottom = Math.min(height - 1, y + reach);
    const at = y * width;
    if (bottom - top + 1 < side) {
      work.set(source.subarray(top * width, (top + 1) * width), at);
      for (let v = top + 1; v <= bottom; v += 1) raiseFrom(work, at, source, v * width, width);
    } else {
      work.set(half.subarray(top * width, (top + 1) * width), at);
      raiseFrom(work, at, half, (bottom - span + 1) * width, width);
    }
  }
}

function raise(values: Float32Array, at: number, from: number, width: number): void {
  raiseFrom(values, at, values, from, width);
}

function raiseFrom(into: Float32Array, at: number, values: Float32Array, from: number, width: number): void {
  for (let x = 0; x < width; x += 1) if (values[from + x]! > into[at + x]!) into[at + x] = values[from + x]!;
}
