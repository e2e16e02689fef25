import { Matrix4, Vector3 } from 'three';

/**
 * The only place that flips axes: our cameras look along +z with x right and y down, three.js has y up and looks
 * along −z. Metres stay metres.
 */
export const threeFromRdf: Readonly<Matrix4> = new Matrix4().makeScale(1, -1, -1);

/** A camera-frame point (x right, y down, z forward) in three's frame. */
export function threePointFromRdf(x: number, y: number, z: number): Vector3 {
  return new Vector3(x, y, z).applyMatrix4(threeFromRdf);
}
