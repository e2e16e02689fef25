import type { ComputePool } from '#compute/pool/ComputePool.ts';
import { epipolarError } from '#compute/tasks/epipolarError.task.ts';
import { rectifyPicture } from '#compute/tasks/rectifyPicture.task.ts';
import { mostEpipolarErrorPx, type EpipolarError } from '#domain/camera/epipolarError.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { StudioError } from '#domain/errors.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { encodePicture } from '#formats/encodePng.ts';
import { loadCalibration } from '#frames/loadCalibration.ts';
import { writeOutput } from './writeOutput.ts';

export interface CalibrationFlags {
  /** One file or two. */
  readonly calib?: readonly string[];
  /** The rectified pictures are written to this plus `left.png` and `right.png`. */
  readonly saveRectified?: string;
}

export interface PicturePair {
  readonly left: Picture;
  readonly right: Picture;
}

/** A pair as it is matched, and what is known of it through its calibration. */
export interface CalibratedPair {
  readonly pair: PicturePair;
  readonly facts: {
    readonly rig: StereoRig;
    readonly isRectifiedHere: boolean;
    readonly epipolar: EpipolarError;
    readonly warnings: readonly string[];
  };
}

/**
 * Undistorts and rectifies a pair by the calibration given on the command line, and measures how well its rows then
 * correspond.
 *
 * @throws InvalidOption for more than two files; what loadCalibration throws; AbortError; CannotWrite
 */
export async function rectifyForStereo(
  pictures: PicturePair,
  {
    calib,
    saveRectified,
  }: { readonly calib: readonly string[]; readonly saveRectified?: string | undefined },
  { pool, signal }: { readonly pool: ComputePool; readonly signal: AbortSignal },
): Promise<CalibratedPair> {
  if (calib.length > 2) {
    throw new StudioError('InvalidOption', `--calib takes one file or two, found ${calib.length}`, {
      option: 'calib',
      expected: '1 or 2 files',
      found: calib.join(' '),
    });
  }
  const { rig, cameras, caveat } = await loadCalibration(calib, pictures.left);
  const rectified = (side: 'left' | 'right') =>
    cameras === null
      ? pictures[side]
      : pool.run(rectifyPicture, { picture: pictures[side], side, cameras }, { signal });
  const [left, right] = await Promise.all([rectified('left'), rectified('right')]);
  if (saveRectified !== undefined) {
    await writeOutput(`${saveRectified}left.png`, await encodePicture(left));
    await writeOutput(`${saveRectified}right.png`, await encodePicture(right));
  }
  const epipolar = await pool.run(epipolarError, { left, right }, { signal });
  const warnings = [caveat, rowsWarning(epipolar)].filter((warning) => warning !== null);
  return { pair: { left, right }, facts: { rig, isRectifiedHere: cameras !== null, epipolar, warnings } };
}

function rowsWarning({ medianPx, matches }: EpipolarError): string | null {
  if (medianPx === null || medianPx <= mostEpipolarErrorPx) return null;
  return `rows do not correspond: median ${medianPx.toFixed(1)} px over ${matches} matches; does the calibration belong to these pictures?`;
}
