import { StudioError } from '#domain/errors.ts';
import { readJsonCamera } from './cameras/jsonCamera.ts';
import { isColmapCameras, parseColmapCamera, parseColmapRig } from './colmap.ts';
import { isKittiCalib, parseKittiCalib } from './kittiCalib.ts';
import type { KittiPair } from './kittiCalib.ts';
import type { CamerasCalibration } from './CamerasCalibration.ts';
import { parseKittiCameras } from './kittiCameras.ts';
import { isMiddleburyCalib, parseMiddleburyCalib } from './middleburyCalib.ts';
import type { ImageSize } from './imageSize.ts';
import { isOpenCvStorage, parseOpenCvStorage } from './openCvStorage.ts';
import { parseOpenCvStereo } from './openCvStereo.ts';
import { isRosCameraInfo, parseRosPair } from './rosCameraInfo.ts';
import type { StereoCalibration } from './StereoCalibration.ts';

/**
 * A calibration file in whichever text syntax it is written: Middlebury or KITTI; of a single camera, which has no
 * baseline, also COLMAP or JSON.
 * @param pair  which of KITTI's camera pairs the pictures are from.
 * @throws BadFile
 */
export function parseCalibration(text: string, file: string, pair: KittiPair): StereoCalibration {
  if (isMiddleburyCalib(text)) return parseMiddleburyCalib(text, file);
  if (isKittiCalib(text)) return parseKittiCalib(text, file, pair);
  if (isColmapCameras(text)) return parseColmapCamera({ text, file });
  if (/^\s*\{/.test(text)) return { doffsPx: 0, ...readJsonCamera(text, file) };
  throw new StudioError(
    'BadFile',
    `${file}: no calibration in the syntax of Middlebury, KITTI, OpenCV, ROS, COLMAP or JSON`,
    {
      file,
      expected: 'cam0=[…], P_rect_02: …, P2: …, !!opencv-matrix or projection_matrix: …',
      found: text.slice(0, 60),
    },
  );
}

/** A calibration file's text, and its name for messages. */
export interface CalibrationFile {
  readonly text: string;
  readonly file: string;
}

/**
 * The cameras of a pair that is not rectified: OpenCV's FileStorage (one file or two), ROS's camera_info (two, left
 * first), COLMAP's cameras and images, or KITTI's raw recordings where the pictures have the size from before rectification.
 *
 * @param size  of the pictures; it decides which of KITTI's cameras took them.
 * @returns null where the file describes a rectified pair (see parseCalibration).
 * @throws BadFile, Unsupported
 */
export function parseCameras(
  files: readonly CalibrationFile[],
  pair: KittiPair,
  size: ImageSize,
): CamerasCalibration | null {
  const { text, file } = files[0]!;
  if (isOpenCvStorage(text)) {
    const storages = files.map((each) => parseOpenCvStorage(each.text, each.file));
    return isRosCameraInfo(storages[0]!) ? parseRosPair(storages) : parseOpenCvStereo(storages);
  }
  if (isColmapCameras(text) && files.length === 2) return parseColmapRig(files[0]!, files[1]!);
  if (!isKittiCalib(text)) return null;
  const kitti = parseKittiCameras(text, file, pair);
  return kitti?.size?.width === size.width && kitti.size.height === size.height ? kitti : null;
}
