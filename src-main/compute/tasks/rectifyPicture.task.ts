import type { StereoCameras } from '#domain/camera/StereoCameras.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { defineTask } from './Task.ts';

export interface RectifyPictureInput {
  readonly picture: Picture;
  readonly side: 'left' | 'right';
  readonly cameras: StereoCameras;
}

/** One picture of a pair, undistorted and rectified. */
export const rectifyPicture = defineTask<RectifyPictureInput, Picture>('rectifyPicture');
