import { StudioError } from '../errors.ts';
import type { StereoRig } from './StereoRig.ts';

/**
 * The rig of the same pair after its images were resized to width × height. Focal length, disparity and doffs scale
 * with the width; the principal point keeps its place in the picture: c' = s·(c + 0.5) − 0.5 (pixel centres are
 * integers). Depth is unchanged.
 *
 * @throws InvalidOption when the sides are scaled by different factors (more than rounding to whole pixels explains),
 *         because the rig has one focal length for both axes.
 */
export function scaleRig(rig: StereoRig, width: number, height: number): StereoRig {
  const sx = width / rig.width;
  const sy = height / rig.height;
  if (!(width >= 1 && height >= 1) || Math.abs(rig.height * sx - height) >= 1) {
    throw new StudioError(
      'InvalidOption',
      `calibration of ${rig.width}×${rig.height} cannot be scaled to ${width}×${height}: the aspect differs`,
      { expected: [rig.width, rig.height], found: [width, height] },
    );
  }
  return {
    focalPx: rig.focalPx * sx,
    cxPx: sx * (rig.cxPx + 0.5) - 0.5,
    cyPx: sy * (rig.cyPx + 0.5) - 0.5,
    baselineM: rig.baselineM,
    doffsPx: rig.doffsPx * sx,
    width,
    height,
  };
}
