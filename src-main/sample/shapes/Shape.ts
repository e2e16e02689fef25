import type { Vec3 } from '../vector.ts';

/** Origin and direction; the direction may have any length, and t counts in it. */
export interface Ray {
  readonly origin: Vec3;
  readonly direction: Vec3;
}

/** An axis-aligned box that holds a shape. */
export interface Bounds {
  readonly low: Vec3;
  readonly high: Vec3;
}

/** Where on its shape a point lies: the outward unit normal and two coordinates for textures, metres. */
export interface Surface {
  readonly normal: Vec3;
  readonly u: number;
  readonly v: number;
}

/** Something that a ray can meet. */
export interface Shape {
  /** Null for a shape without end. */
  readonly bounds: Bounds | null;
  /** The smallest t with tMin < t < tMax at which the ray crosses the surface, else Infinity. */
  intersect(ray: Ray, tMin: number, tMax: number): number;
  /** At a point on the surface. */
  surfaceAt(point: Vec3): Surface;
}
