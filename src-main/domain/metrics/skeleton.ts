/**
 * The centre lines of a mask, one pixel wide, by Zhang and Suen's thinning: border pixels are taken away in turns from
 * below and right and from above and left, until none can go without cutting a line. What lies beyond the image is empty.
 *
 * @param inside  width × height, not 0 = inside.
 * @returns 1 on the skeleton.
 * Source: Zhang and Suen 1984, doi:10.1145/357994.358023, as the paper has it; scikit-image's `skeletonize` differs a little.
 */
export function skeleton(inside: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const padded = width + 2;
  const pixels = new Uint8Array(padded * (height + 2));
  for (let i = 0; i < inside.length; i += 1) {
    if (inside[i] !== 0) pixels[(Math.floor(i / width) + 1) * padded + (i % width) + 1] = 1;
  }
  let candidates = [...pixels.keys()].filter((i) => pixels[i] !== 0);
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const turn of [0, 1] as const) {
      const leaving = candidates.filter((i) => canGo(pixels, i, { padded, turn }));
      for (const i of leaving) pixels[i] = 0;
      if (leaving.length > 0) isChanged = true;
      candidates = candidates.filter((i) => pixels[i] !== 0);
    }
  }
  const result = new Uint8Array(width * height);
  for (const i of candidates) result[(Math.floor(i / padded) - 1) * width + (i % padded) - 1] = 1;
  return result;
}

function canGo(
  pixels: Uint8Array,
  i: number,
  { padded, turn }: { readonly padded: number; readonly turn: 0 | 1 },
): boolean {
  const north = pixels[i - padded]!;
  const northEast = pixels[i - padded + 1]!;
  const east = pixels[i + 1]!;
  const southEast = pixels[i + padded + 1]!;
  const south = pixels[i + padded]!;
  const southWest = pixels[i + padded - 1]!;
  const west = pixels[i - 1]!;
  const northWest = pixels[i - padded - 1]!;
  const round = [north, northEast, east, southEast, south, southWest, west, northWest];
  const neighbours = round.reduce((sum, value) => sum + value, 0);
  if (neighbours < 2 || neighbours > 6) return false;
  const rises = round.filter((value, k) => value === 0 && round[(k + 1) % 8] === 1).length;
  if (rises !== 1) return false;
  return turn === 0
    ? north * east * south === 0 && east * south * west === 0
    : north * east * west === 0 && north * south * west === 0;
}
