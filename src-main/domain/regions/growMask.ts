/**
 * Grows a mask by a disc: a pixel is set where a set pixel's centre is at most `radius` px away. Works on runs of set
 * pixels, so that it costs by the outline and not by the area.
 *
 * @param set  width × height; not 0 = set.
 */
export function growMask(
  set: Uint8Array,
  { width, height, radius }: { width: number; height: number; radius: number },
): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(set.length);
  const reach = Math.floor(radius);
  const half = Int32Array.from({ length: reach + 1 }, (_, dy) =>
    Math.floor(Math.sqrt(radius ** 2 - dy ** 2)),
  );
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const end = row + width;
    for (let i = row; i < end; i += 1) {
      if (set[i] === 0) continue;
      let last = i;
      while (last + 1 < end && set[last + 1] !== 0) last += 1;
      for (let dy = Math.max(-reach, -y); dy <= reach && y + dy < height; dy += 1) {
        const side = half[dy < 0 ? -dy : dy]!;
        const from = Math.max(row, i - side) + dy * width;
        const to = Math.min(end - 1, last + side) + dy * width;
        if (to - from > 24) grown.fill(1, from, to + 1);
        else for (let k = from; k <= to; k += 1) grown[k] = 1;
      }
      i = last;
    }
  }
  return grown;
}
