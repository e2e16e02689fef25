import { add, addScaled, clamp01, dot, length, normalise, scale, subtract, tangents } from '../vector.ts';
import type { Vec3 } from '../vector.ts';
import type { Bounds, Ray, Shape, Surface } from './Shape.ts';

export interface FrustumOptions {
  /** Closes both ends with a disc. */
  readonly capped?: boolean;
  /** Slopes of the true profile at both ends (radius per length); normals run smoothly from one to the other. */
  readonly slopes?: readonly [number, number];
}

/** A round tapering rod: radius rA at point a, rB at point b. Cylinders, poles, wires, branches, rings of a bottle. */
export class Frustum implements Shape {
  readonly bounds: Bounds;
  readonly #a: Vec3;
  readonly #b: Vec3;
  readonly #rA: number;
  readonly #rB: number;
  readonly #axis: Vec3;
  readonly #length: number;
  readonly #side: readonly [Vec3, Vec3];
  readonly #capped: boolean;
  readonly #slopes: readonly [number, number];

  constructor(a: Vec3, b: Vec3, rA: number, rB: number, options: FrustumOptions = {}) {
    this.#a = a;
    this.#b = b;
    this.#rA = rA;
    this.#rB = rB;
    this.#length = length(subtract(b, a));
    this.#axis = normalise(subtract(b, a));
    this.#side = tangents(this.#axis);
    this.#capped = options.capped ?? false;
    const slope = (rB - rA) / this.#length;
    this.#slopes = options.slopes ?? [slope, slope];
    const reach = (i: number) => Math.sqrt(Math.max(0, 1 - this.#axis[i]! ** 2));
    const corner = (pick: (p: number, q: number) => number, sign: 1 | -1): Vec3 => [
      pick(a[0] + sign * rA * reach(0), b[0] + sign * rB * reach(0)),
      pick(a[1] + sign * rA * reach(1), b[1] + sign * rB * reach(1)),
      pick(a[2] + sign * rA * reach(2), b[2] + sign * rB * reach(2)),
    ];
    this.bounds = { low: corner(Math.min, -1), high: corner(Math.max, 1) };
  }

  intersect(ray: Ray, tMin: number, tMax: number): number {
    const t = this.#intersectSide(ray, tMin, tMax);
    if (!this.#capped) return t;
    return Math.min(
      t,
      this.#intersectCap(ray, this.#a, this.#rA, tMin, tMax),
      this.#intersectCap(ray, this.#b, this.#rB, tMin, tMax),
    );
  }

  /** Solves |radial part|² = (rA + k·h)² with h the height along the axis. */
  #intersectSide({ origin, direction }: Ray, tMin: number, tMax: number): number {
    const from = subtract(origin, this.#a);
    const h0 = dot(from, this.#axis);
    const dh = dot(direction, this.#axis);
    const k = (this.#rB - this.#rA) / this.#length;
    const r0 = this.#rA + k * h0;
    const a = dot(direction, direction) - dh * dh - k * k * dh * dh;
    const half = dot(from, direction) - h0 * dh - k * dh * r0;
    const c = dot(from, from) - h0 * h0 - r0 * r0;
    const root = half * half - a * c;
    if (root < 0 || a === 0) return Infinity;
    const s = Math.sqrt(root) * Math.sign(a);
    for (const t of [(-half - s) / a, (-half + s) / a]) {
      const h = h0 + t * dh;
      if (t > tMin && t < tMax && h >= 0 && h <= this.#length) return t;
    }
    return Infinity;
  }

  #intersectCap(
    { origin, direction }: Ray,
    centre: Vec3,
    radius: number,
    tMin: number,
    tMax: number,
  ): number {
    const slope = dot(direction, this.#axis);
    const t = dot(subtract(centre, origin), this.#axis) / slope;
    if (slope === 0 || !(t > tMin && t < tMax)) return Infinity;
    return length(subtract(addScaled(origin, direction, t), centre)) <= radius ? t : Infinity;
  }

  surfaceAt(point: Vec3): Surface {
    const from = subtract(point, this.#a);
    const h = dot(from, this.#axis);
    const radial = addScaled(from, this.#axis, -h);
    const distance = length(radial);
    const share = clamp01(h / this.#length);
    const radius = this.#rA + (this.#rB - this.#rA) * share;
    const nearEnd = Math.min(Math.abs(h), Math.abs(h - this.#length));
    if (this.#capped && nearEnd < Math.abs(distance - radius)) {
      const sign = Math.abs(h) < Math.abs(h - this.#length) ? -1 : 1;
      return {
        normal: scale(this.#axis, sign),
        u: dot(from, this.#side[0]),
        v: dot(from, this.#side[1]),
      };
    }
    const slope = this.#slopes[0] + (this.#slopes[1] - this.#slopes[0]) * share;
    const outward = distance > 0 ? scale(radial, 1 / distance) : this.#side[0];
    const normal = normalise(addScaled(outward, this.#axis, -slope));
    const angle = Math.atan2(dot(radial, this.#side[1]), dot(radial, this.#side[0]));
    return { normal, u: angle * Math.max(this.#rA, this.#rB), v: h };
  }
}

/** The rings of a surface of revolution about a vertical axis through `foot`; profile: [height, radius], upwards. */
export function lathe(foot: Vec3, profile: readonly (readonly [number, number])[]): Frustum[] {
  const slopeAt = (i: number) => {
    const [before, after] = [profile[Math.max(0, i - 1)]!, profile[Math.min(profile.length - 1, i + 1)]!];
    return (after[1] - before[1]) / (after[0] - before[0]);
  };
  return profile.slice(1).map(([height, radius], i) => {
    const [lowHeight, lowRadius] = profile[i]!;
    return new Frustum(add(foot, [0, lowHeight, 0]), add(foot, [0, height, 0]), lowRadius, radius, {
      slopes: [slopeAt(i), slopeAt(i + 1)],
    });
  });
}

/** A direction that stands upright on the axis from a to b, for placing twigs and leaves around a rod. */
export function aroundAxis(a: Vec3, b: Vec3, angle: number): Vec3 {
  const [p, q] = tangents(normalise(subtract(b, a)));
  return add(scale(p, Math.cos(angle)), scale(q, Math.sin(angle)));
}
