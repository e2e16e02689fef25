import type { EpipolarError } from '#domain/camera/epipolarError.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { defineTask } from './Task.ts';

export interface EpipolarErrorInput {
  readonly left: Picture;
  readonly right: Picture;
}

/** How far the rows of a pair are from being epipolar lines. */
export const epipolarError = defineTask<EpipolarErrorInput, EpipolarError>('epipolarError');
