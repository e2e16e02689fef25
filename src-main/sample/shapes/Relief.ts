import { add, addScaled, dot, length, normalise, scale, subtract, type Vec3 } from '../vector.ts';
import type { Bounds, Ray, Shape, Surface } from './Shape.ts';

export interface ReliefOptions {
  readonly centre: Vec3;
  /** Distance of the surface from the centre in a unit direction, metres. */
  readonly radiusAt: (direction: Vec3) => number;
  readonly lowest: number;
  readonly highest: number;
  /** How much the radius changes at most per metre along the surface. */
  readonly steepest: number;
}

/** A body whose radius depends on the direction: hills and craters on a ball. Met by marching, then by bisection. */
export class Relief implements Shape {
  readonly bounds: Bounds;
  readonly #options: ReliefOptions;

  constructor(options: ReliefOptions) {
    this.#options = options;
    const reach: Vec3 = [options.highest, options.highest, options.highest];
    this.bounds = { low: subtract(options.centre, reach), high: add(options.centre, reach) };
  }

  /** Height above the surface along the radius, metres; negative inside. */
  #height(point: Vec3): number {
    const from = subtract(point, this.#options.centre);
    const distance = length(from);
    const { highest, lowest, radiusAt } = this.#options;
    if (distance > highest * 1.02 || distance < lowest * 0.98) return distance - highest;
    return distance - radiusAt(scale(from, 1 / distance));
  }

  intersect({ origin, direction }: Ray, tMin: number, tMax: number): number {
    const { centre, highest, steepest } = this.#options;
    const from = subtract(origin, centre);
    const a = dot(direction, direction);
    const half = dot(from, direction);
    const root = half * half - a * (dot(from, from) - highest * highest);
    if (root < 0) return Infinity;
    const start = Math.max(tMin, (-half - Math.sqrt(root)) / a);
    const end = Math.min(tMax, (-half + Math.sqrt(root)) / a);
    const perMetre = 1 / (Math.sqrt(a) * Math.sqrt(1 + steepest * steepest));
    let outside = start;
    for (let t = start; t < end;) {
      const height = this.#height(addScaled(origin, direction, t));
      if (height <= 0) return t === start ? Infinity : this.#bisect(origin, direction, outside, t);
      outside = t;
      t += Math.max(height, highest * 6e-4) * perMetre;
    }
    return Infinity;
  }

  #bisect(origin: Vec3, direction: Vec3, above: number, below: number): number {
    let [outer, inner] = [above, below];
    for (let i = 0; i < 60 && inner - outer > 1e-12 * inner; i++) {
      const middle = (outer + inner) / 2;
      if (this.#height(addScaled(origin, direction, middle)) > 0) outer = middle;
      else inner = middle;
    }
    return outer;
  }

  surfaceAt(point: Vec3): Surface {
    const step = this.#options.highest * 1e-3;
    const slope = ([0, 1, 2] as const).map((axis) => {
      const offset: Vec3 = [axis === 0 ? step : 0, axis === 1 ? step : 0, axis === 2 ? step : 0];
      return this.#height(add(point, offset)) - this.#height(subtract(point, offset));
    });
    return { normal: normalise([slope[0]!, slope[1]!, slope[2]!]), u: 0, v: 0 };
  }
}
