import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { ImageSize } from '#formats/imageSize.ts';
import { loadCalibration } from './loadCalibration.ts';

/**
 * The camera that a calibration file describes, for pictures of a size; where the file is of a pair that is not
 * rectified, the camera of the rectified pictures.
 *
 * @param pair  which of KITTI's camera pairs the pictures are from: colour (2, 3) unless told otherwise.
 * @throws as loadCalibration
 */
export async function loadRig(
  path: string,
  size: ImageSize,
  pair: 'grey' | 'colour' = 'colour',
): Promise<StereoRig> {
  const { rig } = await loadCalibration([path], size, pair);
  return rig;
}
