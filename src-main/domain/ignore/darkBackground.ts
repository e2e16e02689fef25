import { PictureMaps } from '../causes/scene/PictureMaps.ts';
import type { Mask, Picture } from '../rasters/Raster.ts';
import { litHull } from '../regions/litHull.ts';
import type { DarkBackground } from './BackgroundRule.ts';

/**
 * The dark background of a picture: 1 = background. What is dark is told as by the cause `black-background` and the
 * space table of failure regions.
 * Source: domain notes §7.3.
 */
export function darkBackground(picture: Picture, { level, connected, convex }: DarkBackground): Mask {
  const { width, height } = picture;
  const maps = new PictureMaps(picture);
  const dark = connected ? maps.darkBorderMask(level) : maps.darkMask(level);
  if (!convex || !dark.includes(0)) return { width, height, data: dark };
  const body = litHull(dark, width, height);
  return { width, height, data: dark.map((isDark, i) => (isDark !== 0 && body[i] === 0 ? 1 : 0)) };
}
