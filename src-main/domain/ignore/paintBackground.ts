import type { Mask, Picture } from '../rasters/Raster.ts';

/** What is laid over the background and the limb: blue and orange, of which half the picture is left. */
const [blue, orange] = [
  [40, 90, 220],
  [240, 150, 20],
] as const;

/**
 * A picture made small by leaving out pixels, its longer side at most `longestPx`, with its background in blue and its
 * limb in orange.
 *
 * @param limb  width × height, not 0 = limb.
 */
export function paintBackground(
  picture: Picture,
  background: Mask,
  limb: Uint8Array,
  longestPx: number,
): Picture {
  const step = Math.max(1, Math.max(picture.width, picture.height) / longestPx);
  const width = Math.max(1, Math.floor(picture.width / step));
  const height = Math.max(1, Math.floor(picture.height / step));
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i += 1) {
    const x = Math.min(picture.width - 1, Math.floor(((i % width) + 0.5) * step));
    const y = Math.min(picture.height - 1, Math.floor((Math.floor(i / width) + 0.5) * step));
    const from = y * picture.width + x;
    const tint = background.data[from] !== 0 ? blue : limb[from] !== 0 ? orange : null;
    for (let c = 0; c < 3; c += 1) {
      const level = picture.data[from * picture.channels + (picture.channels === 1 ? 0 : c)]!;
      data[3 * i + c] = tint === null ? level : (level + tint[c]!) / 2;
    }
  }
  return { width, height, channels: 3, data };
}
