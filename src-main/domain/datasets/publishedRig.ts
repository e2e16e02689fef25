import type { StereoRig } from '../camera/StereoRig.ts';

/** A camera as a dataset's publication gives it, for pictures of that size. */
export function publishedRig(
  [width, height]: readonly [number, number],
  [focalPx, cxPx, cyPx]: readonly [number, number, number],
  baselineM: number | null = null,
): StereoRig {
  return { focalPx, cxPx, cyPx, baselineM, doffsPx: 0, width, height };
}
