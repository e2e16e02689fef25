import type { StereoRig } from './StereoRig.ts';

/**
 * The point seen at a pixel: X = (u − cx)·Z/f, Y = (v − cy)·Z/f, Z. Camera frame, x right, y down, z forward, metres.
 *
 * @param u, v    pixel position; the centre of the top-left pixel is (0, 0).
 * @param depthM  along the optical axis; NaN gives NaN.
 */
export function unproject(
  u: number,
  v: number,
  depthM: number,
  rig: StereoRig,
): readonly [x: number, y: number, z: number] {
  return [((u - rig.cxPx) * depthM) / rig.focalPx, ((v - rig.cyPx) * depthM) / rig.focalPx, depthM];
}
