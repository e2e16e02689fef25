import { dot, scale, subtract, type Vec3 } from '../vector.ts';
import type { Bounds, Ray, Shape, Surface } from './Shape.ts';

export class Sphere implements Shape {
  readonly bounds: Bounds;
  readonly #centre: Vec3;
  readonly #radius: number;

  constructor(centre: Vec3, radius: number) {
    this.#centre = centre;
    this.#radius = radius;
    this.bounds = {
      low: subtract(centre, [radius, radius, radius]),
      high: subtract(centre, [-radius, -radius, -radius]),
    };
  }

  intersect({ origin, direction }: Ray, tMin: number, tMax: number): number {
    const from = subtract(origin, this.#centre);
    const a = dot(direction, direction);
    const half = dot(from, direction);
    const root = half * half - a * (dot(from, from) - this.#radius * this.#radius);
    if (root < 0) return Infinity;
    const s = Math.sqrt(root);
    const near = (-half - s) / a;
    if (near > tMin && near < tMax) return near;
    const far = (-half + s) / a;
    return far > tMin && far < tMax ? far : Infinity;
  }

  surfaceAt(point: Vec3): Surface {
    const normal = scale(subtract(point, this.#centre), 1 / this.#radius);
    return {
      normal,
      u: Math.atan2(normal[0], normal[2]) * this.#radius,
      v: Math.asin(Math.max(-1, Math.min(1, normal[1]))) * this.#radius,
    };
  }
}
