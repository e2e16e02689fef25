import { PictureMaps } from '../causes/scene/PictureMaps.ts';
import type { Mask, Picture } from '../rasters/Raster.ts';
import { litHull } from '../regions/litHull.ts';
import type { DarkBackground } from './BackgroundRule.ts';

/**
 * The dark background of a picture: 1 = background. What is dark is told as by the cause `black-background` and the
 * space table of failure regions, and then up to the limb, from which the mean of 3 × 3 pixels keeps a pixel's distance.
 * Source: domain notes §7.3.
 */
export function darkBackground(picture: Picture, { level, connected, convex }: DarkBackground): Mask {
  const { width, height } = picture;
  const maps = new PictureMaps(picture);
  const smooth = connected ? maps.darkBorderMask(level) : maps.darkMask(level);
  const dark = toTheLimb(smooth, (i) => maps.grey[i]! <= level, width);
  if (!convex || !dark.includes(0)) return { width, height, data: dark };
  const body = litHull(dark, width, height);
  return { width, height, data: dark.map((isDark, i) => (isDark !== 0 && body[i] === 0 ? 1 : 0)) };
}

/** The mask with those dark pixels beside it. */
function toTheLimb(mask: Uint8Array, isDark: (i: number) => boolean, width: number): Uint8Array<ArrayBuffer> {
  const height = mask.length / width;
  const grown = Uint8Array.from(mask);
  for (let i = 0; i < mask.length; i += 1) {
    if (mask[i] !== 0 || !isDark(i)) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1) && grown[i] === 0; v += 1) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u += 1) {
        if (mask[v * width + u] !== 0) grown[i] = 1;
      }
    }
  }
  return grown;
}
