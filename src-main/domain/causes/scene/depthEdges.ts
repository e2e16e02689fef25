/**
 * Pixels at a depth edge: 1 where the depth of a neighbour to the right or below differs by more than the ratio; both
 * pixels are marked. Where a neighbour is invalid nothing is known.
 *
 * @param logs  logarithm of depth, width × height, NaN = invalid.
 */
export function depthEdges(
  logs: Float32Array,
  { width, height, ratio }: { width: number; height: number; ratio: number },
): Uint8Array<ArrayBuffer> {
  const step = Math.log(ratio);
  const edges = new Uint8Array(logs.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
      const here = logs[i]!;
      if (x + 1 < width && Math.abs(logs[i + 1]! - here) > step) edges[i] = edges[i + 1] = 1;
      if (y + 1 < height && Math.abs(logs[i + width]! - here) > step) edges[i] = edges[i + width] = 1;
    }
  }
  return edges;
}

/** City-block-and-diagonal distance to the nearest set pixel (3-4 chamfer, ± 8 %), px; at most `most`. */
export function chamferDistance(
  set: Uint8Array,
  { width, height, most }: { width: number; height: number; most: number },
): Uint8Array<ArrayBuffer> {
  const limit = Math.min(250, 3 * most);
  const far = new Uint8Array(set.length).fill(limit);
  for (let i = 0; i < far.length; i += 1) if (set[i] !== 0) far[i] = 0;
  const relax = (i: number, j: number, cost: number) => {
    const through = far[j]! + cost;
    if (through < far[i]!) far[i] = through;
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
      if (far[i] === 0) continue;
      if (x > 0) relax(i, i - 1, 3);
      if (y === 0) continue;
      relax(i, i - width, 3);
      if (x > 0) relax(i, i - width - 1, 4);
      if (x + 1 < width) relax(i, i - width + 1, 4);
    }
  }
  for (let y = height - 1; y >= 0; y -= 1) {
    for (let x = width - 1, i = y * width + x; x >= 0; x -= 1, i -= 1) {
      if (far[i] === 0) continue;
      if (x + 1 < width) relax(i, i + 1, 3);
      if (y + 1 === height) continue;
      relax(i, i + width, 3);
      if (x + 1 < width) relax(i, i + width + 1, 4);
      if (x > 0) relax(i, i + width - 1, 4);
    }
  }
  for (let i = 0; i < far.length; i += 1) far[i] = Math.round(far[i]! / 3);
  return far;
}
