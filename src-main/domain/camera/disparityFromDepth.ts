import { focalTimesBaseline } from './focalTimesBaseline.ts';
import type { StereoRig } from './StereoRig.ts';

/**
 * Disparity of a point of the left image: d = f·B / Z − doffs.
 *
 * @param depthM  metres along the optical axis; +Infinity gives −doffs.
 * @returns pixels at the rig's resolution; NaN where Z ≤ 0 or NaN.
 * @throws CalibrationMissing when the rig has no baseline.
 */
export function disparityFromDepth(depthM: number, rig: StereoRig): number {
  return depthM > 0 ? focalTimesBaseline(rig) / depthM - rig.doffsPx : NaN;
}
