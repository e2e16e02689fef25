import { add, cross, dot, length, normalise, scale, subtract, type Vec3 } from '../vector.ts';
import type { Bounds, Ray, Shape, Surface } from './Shape.ts';

/** A flat piece without thickness: a rectangle (pane, poster) or an ellipse (leaf, coin), seen from both sides. */
export class Patch implements Shape {
  readonly bounds: Bounds;
  readonly #centre: Vec3;
  readonly #halfU: Vec3;
  readonly #halfV: Vec3;
  readonly #normal: Vec3;
  readonly #outline: 'rectangle' | 'ellipse';

  /** halfU and halfV reach from the centre to the middle of two sides and are orthogonal. */
  constructor(centre: Vec3, halfU: Vec3, halfV: Vec3, outline: 'rectangle' | 'ellipse' = 'rectangle') {
    this.#centre = centre;
    this.#halfU = halfU;
    this.#halfV = halfV;
    this.#normal = normalise(cross(halfU, halfV));
    this.#outline = outline;
    const reach: Vec3 = [0, 1, 2].map(
      (i) => Math.abs(halfU[i]!) + Math.abs(halfV[i]!) + 1e-6,
    ) as unknown as Vec3;
    this.bounds = { low: subtract(centre, reach), high: add(centre, reach) };
  }

  intersect({ origin, direction }: Ray, tMin: number, tMax: number): number {
    const slope = dot(direction, this.#normal);
    if (slope === 0) return Infinity;
    const from = subtract(this.#centre, origin);
    const t = dot(from, this.#normal) / slope;
    if (!(t > tMin && t < tMax)) return Infinity;
    const offset = subtract(scale(direction, t), from);
    const u = dot(offset, this.#halfU) / dot(this.#halfU, this.#halfU);
    const v = dot(offset, this.#halfV) / dot(this.#halfV, this.#halfV);
    const inside = this.#outline === 'ellipse' ? u * u + v * v <= 1 : Math.abs(u) <= 1 && Math.abs(v) <= 1;
    return inside ? t : Infinity;
  }

  surfaceAt(point: Vec3): Surface {
    const offset = subtract(point, this.#centre);
    return {
      normal: this.#normal,
      u: dot(offset, this.#halfU) / length(this.#halfU),
      v: dot(offset, this.#halfV) / length(this.#halfV),
    };
  }
}
