/** Along the row, along the column, and both diagonals. */
const directions = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

/** The pixels of a mask through which a straight run of set pixels of the given length goes, in one of 8 directions. */
export function keepLong(
  mask: Uint8Array,
  { width, height, lengthPx }: { width: number; height: number; lengthPx: number },
): Uint8Array<ArrayBuffer> {
  const kept = new Uint8Array(mask.length);
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      if (mask[i] === 0) continue;
      for (const [dx, dy] of directions) {
        const ahead = runLength(mask, { x, y, dx, dy, width, height, lengthPx });
        if (
          ahead >= lengthPx ||
          ahead + runLength(mask, { x, y, dx: -dx, dy: -dy, width, height, lengthPx }) > lengthPx
        ) {
          kept[i] = 1;
          break;
        }
      }
    }
  }
  return kept;
}

/** Set pixels from (x, y) on, itself included, at most lengthPx. */
function runLength(
  mask: Uint8Array,
  {
    x,
    y,
    dx,
    dy,
    width,
    height,
    lengthPx,
  }: { x: number; y: number; dx: number; dy: number; width: number; height: number; lengthPx: number },
): number {
  let length = 0;
  while (length < lengthPx) {
    const [u, v] = [x + length * dx, y + length * dy];
    if (u < 0 || v < 0 || u >= width || v >= height || mask[v * width + u] === 0) break;
    length += 1;
  }
  return length;
}
