import { focalTimesBaseline } from './focalTimesBaseline.ts';
import type { StereoRig } from './StereoRig.ts';

/**
 * Depth along the optical axis of a pixel of the left image: Z = f·B / (d + doffs).
 *
 * @param disparityPx  x_left − x_right at the rig's resolution.
 * @returns metres; NaN where d + doffs ≤ 0 (at infinity or behind the camera) or d is NaN.
 * @throws CalibrationMissing when the rig has no baseline.
 * Source: Middlebury 2014 calibration format; cvkit.
 */
export function depthFromDisparity(disparityPx: number, rig: StereoRig): number {
  const shifted = disparityPx + rig.doffsPx;
  return shifted > 0 ? focalTimesBaseline(rig) / shifted : NaN;
}
