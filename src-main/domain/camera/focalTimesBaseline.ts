import { StudioError } from '../errors.ts';
import type { StereoRig } from './StereoRig.ts';

/**
 * f·B in px·m, the constant between disparity and inverse depth.
 * @throws CalibrationMissing when the rig has no baseline.
 */
export function focalTimesBaseline(rig: StereoRig): number {
  if (rig.baselineM === null) {
    throw new StudioError('CalibrationMissing', 'the calibration has no baseline, which disparity needs', {
      focalPx: rig.focalPx,
    });
  }
  return rig.focalPx * rig.baselineM;
}
