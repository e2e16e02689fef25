/** What counts as a speckle. */
export interface SpeckleRule {
  /** Areas of at most this many pixels are removed. */
  readonly maxArea: number;
  /** 4-connected neighbours belong together where their samples differ by at most this. */
  readonly maxStep: number;
  /** Marks pixels without a value, and may be NaN; it is also what removed pixels get. */
  readonly invalid: number;
}

/**
 * Removes small connected areas of similar samples, in place. Neighbours are compared pair by pair, so that an area may
 * span any range as long as it changes in small steps.
 *
 * @param samples  width × height
 */
export function removeSpeckles(
  samples: Int16Array | Float32Array,
  width: number,
  height: number,
  rule: SpeckleRule,
): void {
  const { maxArea, maxStep, invalid } = rule;
  const visited = new Uint8Array(samples.length);
  const area = new Int32Array(samples.length);
  for (let seed = 0; seed < samples.length; seed++) {
    if (visited[seed] === 1 || samples[seed] === invalid) continue;
    let size = 0;
    area[size++] = seed;
    visited[seed] = 1;
    for (let next = 0; next < size; next++) {
      const at = area[next]!;
      const x = at % width;
      const y = (at - x) / width;
      if (x > 0) size = join(at, at - 1, size);
      if (x < width - 1) size = join(at, at + 1, size);
      if (y > 0) size = join(at, at - width, size);
      if (y < height - 1) size = join(at, at + width, size);
    }
    if (size <= maxArea) for (let i = 0; i < size; i++) samples[area[i]!] = invalid;
  }

  function join(from: number, to: number, size: number): number {
    const sample = samples[to]!;
    if (visited[to] === 1 || sample === invalid) return size;
    if (!(Math.abs(sample - samples[from]!) <= maxStep)) return size;
    visited[to] = 1;
    area[size] = to;
    return size + 1;
  }
}
