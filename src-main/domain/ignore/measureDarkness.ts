import { PictureMaps } from '../causes/scene/PictureMaps.ts';
import type { Picture } from '../rasters/Raster.ts';
import { defaultDark } from './BackgroundRule.ts';

/** What says whether a picture shows a body before black space. Shares in [0, 1]. */
export interface PictureDarkness {
  /** Of the picture that is dark and reaches the border. */
  readonly background: number;
  /** Of the border that is dark. */
  readonly border: number;
  /** Brightest grey level, 0–255, that a hundredth of the rest reaches. */
  readonly bright: number;
}

/** The figures that proposeBackground goes by, of one picture. */
export function measureDarkness(picture: Picture): PictureDarkness {
  const { width, height } = picture;
  const maps = new PictureMaps(picture);
  const dark = maps.darkBorderMask(defaultDark.level);
  let [background, border] = [0, 0];
  const levels = new Uint32Array(256);
  for (let i = 0; i < dark.length; i += 1) {
    if (dark[i] !== 0) background += 1;
    else levels[Math.min(255, Math.round(maps.grey[i]!))]! += 1;
  }
  const at = (x: number, y: number) => dark[y * width + x]!;
  for (let x = 0; x < width; x += 1) border += at(x, 0) + at(x, height - 1);
  for (let y = 0; y < height; y += 1) border += at(0, y) + at(width - 1, y);
  const rest = dark.length - background;
  let [bright, above] = [rest === 0 ? 0 : 255, 0];
  while (bright > 0 && (above += levels[bright]!) < rest / 100) bright -= 1;
  return { background: background / dark.length, border: border / (2 * (width + height)), bright };
}
