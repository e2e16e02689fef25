import { focalTimesBaseline } from './focalTimesBaseline.ts';
import type { StereoRig } from './StereoRig.ts';

/** ρ = 1 / Z in 1/m; +Infinity gives 0; NaN where Z ≤ 0 or NaN. */
export function inverseDepthFromDepth(depthM: number): number {
  return depthM > 0 ? 1 / depthM : NaN;
}

/** Z = 1 / ρ in metres; NaN where ρ ≤ 0 (at infinity or behind the camera) or NaN. */
export function depthFromInverseDepth(inverseDepth: number): number {
  return inverseDepth > 0 ? 1 / inverseDepth : NaN;
}

/**
 * ρ = (d + doffs) / (f·B) in 1/m; 0 at infinity; NaN where d + doffs < 0 (behind the camera) or NaN.
 * @throws CalibrationMissing when the rig has no baseline.
 */
export function inverseDepthFromDisparity(disparityPx: number, rig: StereoRig): number {
  const shifted = disparityPx + rig.doffsPx;
  return shifted >= 0 ? shifted / focalTimesBaseline(rig) : NaN;
}

/**
 * d = f·B·ρ − doffs in pixels; NaN where ρ < 0 or NaN.
 * @throws CalibrationMissing when the rig has no baseline.
 */
export function disparityFromInverseDepth(inverseDepth: number, rig: StereoRig): number {
  return inverseDepth >= 0 ? focalTimesBaseline(rig) * inverseDepth - rig.doffsPx : NaN;
}
