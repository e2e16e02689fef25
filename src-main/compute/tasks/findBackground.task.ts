import type { DarkBackground } from '#domain/ignore/BackgroundRule.ts';
import type { Mask, Picture } from '#domain/rasters/Raster.ts';
import { defineTask } from './Task.ts';

export interface FindBackgroundInput {
  readonly picture: Picture;
  readonly source: DarkBackground;
}

/** The dark background of a picture: see domain/ignore/darkBackground.ts. */
export const findBackground = defineTask<FindBackgroundInput, Mask>('findBackground');
