import type { StereoCameras } from './StereoCameras.ts';
import type { StereoRig } from './StereoRig.ts';

/** The camera that pictures have once they are rectified. */
export function rectifiedRig({ rectification }: StereoCameras): StereoRig {
  const { left, right, baselineM, width, height } = rectification;
  const { focalPx, cxPx, cyPx } = left;
  return { focalPx, cxPx, cyPx, baselineM, doffsPx: right.cxPx - cxPx, width, height };
}
