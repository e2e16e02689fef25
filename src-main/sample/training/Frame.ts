import { add, addScaled, normalise, scale, subtract, tangents, type Vec3 } from '../vector.ts';

type Axes = readonly [Vec3, Vec3, Vec3];

/** A place with a turn: parts of a thing are given in its frame, so that the thing can be put anywhere. */
export class Frame {
  static readonly world = new Frame(
    [0, 0, 0],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  );
  readonly origin: Vec3;
  /** Unit directions of the frame's x, y and z in the world. */
  readonly axes: Axes;

  constructor(origin: Vec3, axes: Axes) {
    this.origin = origin;
    this.axes = axes;
  }

  /** The frame in the middle between two points with y along a → b. */
  static along(a: Vec3, b: Vec3): Frame {
    const up = normalise(subtract(b, a));
    const [x, z] = tangents(up);
    return new Frame(scale(add(a, b), 0.5), [x, up, z]);
  }

  /** A direction of this frame in the world. */
  direction(local: Vec3): Vec3 {
    const [x, y, z] = this.axes;
    return addScaled(addScaled(scale(x, local[0]), y, local[1]), z, local[2]);
  }

  /** A point of this frame in the world. */
  point(local: Vec3): Vec3 {
    return add(this.origin, this.direction(local));
  }

  /**
   * A frame at a point of this one, turned (radians) first about z by roll, then about x by pitch (positive tips z
   * downwards), then about y by yaw (positive turns z towards x).
   */
  at(local: Vec3, yaw = 0, pitch = 0, roll = 0): Frame {
    const [cy, sy, cp, sp, cr, sr] = [yaw, pitch, roll].flatMap((angle) => [
      Math.cos(angle),
      Math.sin(angle),
    ]);
    const turned = ([x, y, z]: Vec3): Vec3 => {
      const [x1, y1] = [x * cr! - y * sr!, x * sr! + y * cr!];
      const [y2, z2] = [y1 * cp! - z * sp!, y1 * sp! + z * cp!];
      return [x1 * cy! + z2 * sy!, y2, z2 * cy! - x1 * sy!];
    };
    return new Frame(this.point(local), [
      this.direction(turned([1, 0, 0])),
      this.direction(turned([0, 1, 0])),
      this.direction(turned([0, 0, 1])),
    ]);
  }
}
