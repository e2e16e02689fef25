import type { PictureDarkness } from '#domain/ignore/measureDarkness.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { defineTask } from './Task.ts';

/** How much of a picture is black space: see domain/ignore/measureDarkness.ts. */
export const measureDarkness = defineTask<Picture, PictureDarkness>('measureDarkness');
