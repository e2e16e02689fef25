import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { StudioError } from '#domain/errors.ts';
import { parseCalibration } from '#formats/calibrationText.ts';
import type { ImageSize } from '#formats/imageSize.ts';
import { readBytes } from './readBytes.ts';

/**
 * The camera that a Middlebury or KITTI calibration file describes, for pictures of a size.
 *
 * @param pair  which of KITTI's camera pairs the pictures are from: colour (2, 3) unless told otherwise.
 * @throws FileMissing, BadFile; CalibrationMissing where the file is for pictures of another size.
 */
export async function loadRig(
  path: string,
  { width, height }: ImageSize,
  pair: 'grey' | 'colour' = 'colour',
): Promise<StereoRig> {
  const text = new TextDecoder().decode(await readBytes(path));
  const { size, ...camera } = parseCalibration(text, path, pair);
  if (size && (size.width !== width || size.height !== height)) {
    throw new StudioError(
      'CalibrationMissing',
      `${path} is for pictures of ${size.width}×${size.height}, the picture is ${width}×${height}`,
      { file: path, expected: `${size.width}×${size.height}`, found: `${width}×${height}` },
    );
  }
  return { ...camera, width, height };
}
