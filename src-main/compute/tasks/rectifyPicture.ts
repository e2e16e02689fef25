import { rectifyPicture, requireCalibratedSize } from '#domain/camera/rectifyPicture.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import type { RectifyPictureInput } from './rectifyPicture.task.ts';
import type { TaskWork } from './Task.ts';

/**
 * The work of the rectifyPicture task: see domain/camera/rectifyPicture.ts.
 * @throws CalibrationMissing where the picture has another size than the cameras; InvalidOption; AbortError
 */
export const rectifyPictureWork: TaskWork<RectifyPictureInput, Picture> = (input, context) => {
  const { picture, side, cameras } = input;
  requireCalibratedSize(`the ${side} picture`, cameras, picture);
  const { width, height } = cameras.rectification;
  const to = cameras.rectification[side];
  return rectifyPicture({ picture, built: cameras[side], to, width, height }, context);
};
