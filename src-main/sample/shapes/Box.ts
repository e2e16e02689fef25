import { add, dot, scale, subtract, type Vec3 } from '../vector.ts';
import type { Bounds, Ray, Shape, Surface } from './Shape.ts';

/** A box that stands upright and may be turned about the vertical axis. */
export class Box implements Shape {
  readonly bounds: Bounds;
  readonly #centre: Vec3;
  readonly #half: Vec3;
  readonly #axes: readonly [Vec3, Vec3, Vec3];

  /** half: half the size along x, y, z before the turn; turn in radians, positive from x towards z. */
  constructor(centre: Vec3, half: Vec3, turn = 0) {
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    this.#centre = centre;
    this.#half = half;
    this.#axes = [
      [c, 0, s],
      [0, 1, 0],
      [-s, 0, c],
    ];
    const reach: Vec3 = [
      Math.abs(c) * half[0] + Math.abs(s) * half[2],
      half[1],
      Math.abs(s) * half[0] + Math.abs(c) * half[2],
    ];
    this.bounds = { low: subtract(centre, reach), high: add(centre, reach) };
  }

  intersect({ origin, direction }: Ray, tMin: number, tMax: number): number {
    const from = subtract(origin, this.#centre);
    let enter = -Infinity;
    let leave = Infinity;
    for (let i = 0; i < 3; i++) {
      const position = dot(from, this.#axes[i]!);
      const slope = dot(direction, this.#axes[i]!);
      if (slope === 0) {
        if (Math.abs(position) > this.#half[i]!) return Infinity;
        continue;
      }
      const a = (-this.#half[i]! - position) / slope;
      const b = (this.#half[i]! - position) / slope;
      enter = Math.max(enter, Math.min(a, b));
      leave = Math.min(leave, Math.max(a, b));
    }
    if (enter > leave) return Infinity;
    if (enter > tMin && enter < tMax) return enter;
    return leave > tMin && leave < tMax ? leave : Infinity;
  }

  surfaceAt(point: Vec3): Surface {
    const offset = subtract(point, this.#centre);
    const local = this.#axes.map((axis) => dot(offset, axis));
    let face = 0;
    for (let i = 1; i < 3; i++) {
      const excess = (k: number) => Math.abs(local[k]!) - this.#half[k]!;
      if (excess(i) > excess(face)) face = i;
    }
    const normal = scale(this.#axes[face]!, Math.sign(local[face]!) || 1);
    return {
      normal,
      u: face === 0 ? local[2]! : local[0]!,
      v: face === 1 ? local[2]! : local[1]!,
    };
  }
}
