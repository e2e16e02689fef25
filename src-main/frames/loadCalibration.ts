import { isRectifiedAlready } from '#domain/camera/isRectifiedAlready.ts';
import { rectifiedRig } from '#domain/camera/rectifiedRig.ts';
import type { Rectification, StereoCameras } from '#domain/camera/StereoCameras.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { defaultRectifyOptions, stereoRectify } from '#domain/camera/stereoRectify.ts';
import { StudioError } from '#domain/errors.ts';
import { parseCalibration, parseCameras, type CalibrationFile } from '#formats/calibrationText.ts';
import type { CamerasCalibration } from '#formats/CamerasCalibration.ts';
import { requirePixelLimit } from '#formats/imageLimit.ts';
import type { ImageSize } from '#formats/imageSize.ts';
import { calibrationFiles } from './calibrationFiles.ts';

export interface LoadedCalibration {
  /** Of the pair once it is rectified. */
  readonly rig: StereoRig;
  /** Null where the pictures are rectified as they are. */
  readonly cameras: StereoCameras | null;
  /** What is doubtful about it, else null. */
  readonly caveat: string | null;
}

/** A baseline outside of these is hardly one in metres. */
const likelyBaselineM = { least: 0.002, most: 5 };

/**
 * What one or two calibration files (Middlebury, KITTI, OpenCV, ROS) say of a pair with pictures of a size. Where one
 * file of two is named, the other is looked for beside it (intrinsics / extrinsics, left / right).
 *
 * @param pair  which of KITTI's camera pairs the pictures are from.
 * @throws FileMissing, BadFile, Unsupported; InvalidOption where the cameras cannot be rectified; CalibrationMissing
 *         where the files are for pictures of another size.
 */
export async function loadCalibration(
  paths: readonly string[],
  size: ImageSize,
  pair: 'grey' | 'colour' = 'colour',
): Promise<LoadedCalibration> {
  const files = await calibrationFiles(paths);
  const found = parseCameras(files, pair, size);
  if (found === null) return { rig: rigIn(files, size, pair), cameras: null, caveat: null };
  const names = files.map(({ file }) => file).join(', ');
  requireSize(names, found.size, size);
  const cameras = named(names, () => completed(found, size));
  const rig = rectifiedRig(cameras);
  requirePixelLimit(rig.width, rig.height, names);
  return {
    rig,
    cameras: isRectifiedAlready(cameras) ? null : cameras,
    caveat: found.saysUnit ? null : unitCaveat(names, rig),
  };
}

function rigIn(files: readonly CalibrationFile[], size: ImageSize, pair: 'grey' | 'colour'): StereoRig {
  const [{ text, file }, second] = files as readonly [CalibrationFile, CalibrationFile?];
  if (second) {
    throw new StudioError('InvalidOption', `${file} is a whole calibration; ${second.file} is one too many`, {
      file: second.file,
      expected: 1,
      found: files.length,
    });
  }
  const { size: calibrated, ...camera } = parseCalibration(text, file, pair);
  requireSize(file, calibrated, size);
  return { ...camera, ...size };
}

function completed({ left, right, rectify }: CamerasCalibration, size: ImageSize): StereoCameras {
  const built = { ...size, left, right };
  if (rectify.kind === 'pose') {
    const rectification = stereoRectify({ ...built, pose: rectify.pose }, defaultRectifyOptions);
    return { ...built, rectification };
  }
  const rectification: Rectification = {
    left: rectify.left,
    right: rectify.right,
    baselineM: rectify.baselineM,
    ...(rectify.size ?? size),
  };
  return { ...built, rectification };
}

/** Adds the files' names to what the geometry refuses. */
function named<T>(names: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    throw new StudioError(error.tag, `${names}: ${error.message}`, { ...error.fields, file: names }, error);
  }
}

function requireSize(file: string, calibrated: ImageSize | null, { width, height }: ImageSize): void {
  if (calibrated === null || (calibrated.width === width && calibrated.height === height)) return;
  const [expected, found] = [`${calibrated.width}×${calibrated.height}`, `${width}×${height}`];
  throw new StudioError(
    'CalibrationMissing',
    `${file} is for pictures of ${expected}, the picture is ${found}`,
    {
      file,
      expected,
      found,
    },
  );
}

function unitCaveat(file: string, { baselineM }: StereoRig): string | null {
  if (baselineM === null || (baselineM >= likelyBaselineM.least && baselineM <= likelyBaselineM.most))
    return null;
  return `${file}: read in metres, as the file names no unit, the baseline is ${baselineM.toPrecision(4)} m; depths are in the file’s own unit`;
}
