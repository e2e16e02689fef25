import { addScaled, dot, subtract, tangents, type Vec3 } from '../vector.ts';
import type { Ray, Shape, Surface } from './Shape.ts';

/** An endless plane through a point, with unit normal. */
export class Plane implements Shape {
  readonly bounds = null;
  readonly #point: Vec3;
  readonly #normal: Vec3;
  readonly #axes: readonly [Vec3, Vec3];

  constructor(point: Vec3, normal: Vec3) {
    this.#point = point;
    this.#normal = normal;
    this.#axes = tangents(normal);
  }

  intersect({ origin, direction }: Ray, tMin: number, tMax: number): number {
    const slope = dot(direction, this.#normal);
    const t = dot(subtract(this.#point, origin), this.#normal) / slope;
    return slope !== 0 && t > tMin && t < tMax ? t : Infinity;
  }

  surfaceAt(point: Vec3): Surface {
    const from = addScaled(point, this.#point, -1);
    return { normal: this.#normal, u: dot(from, this.#axes[0]), v: dot(from, this.#axes[1]) };
  }
}
