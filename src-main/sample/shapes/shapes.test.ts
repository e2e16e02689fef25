import { describe, expect, it } from 'vitest';
import { Bvh } from '../Bvh.ts';
import { Random } from '../random.ts';
import type { SceneObject } from '../Scene.ts';
import { addScaled, length, normalise, subtract, type Vec3 } from '../vector.ts';
import { Box } from './Box.ts';
import { Frustum, lathe } from './Frustum.ts';
import { Patch } from './Patch.ts';
import { Plane } from './Plane.ts';
import { Relief } from './Relief.ts';
import type { Ray, Shape } from './Shape.ts';
import { Sphere } from './Sphere.ts';

function randomRays(seed: number, count: number): Ray[] {
  const random = new Random(seed);
  const around = (spread: number): Vec3 => [
    random.normal() * spread,
    random.normal() * spread,
    random.normal() * spread,
  ];
  return Array.from({ length: count }, () => {
    const origin = around(6);
    return { origin, direction: subtract(around(1), origin) };
  });
}

/** Signed distance-like functions that are zero exactly on the surface. */
const bumpy = (d: Vec3) => 1 + 0.1 * Math.sin(4 * d[0]) * Math.cos(3 * d[1]);
const shapes: Record<string, { shape: Shape; residual: (p: Vec3) => number }> = {
  plane: { shape: new Plane([0, 0.4, 0], [0, 1, 0]), residual: (p) => p[1] - 0.4 },
  sphere: {
    shape: new Sphere([0.2, 0.1, -0.3], 1.2),
    residual: (p) => length(subtract(p, [0.2, 0.1, -0.3])) - 1.2,
  },
  patch: { shape: new Patch([0, 0, 0.5], [1, 0, 0], [0, 2, 0]), residual: (p) => p[2] - 0.5 },
  box: {
    shape: new Box([0, 0, 0], [1, 0.5, 2]),
    residual: (p) => Math.max(Math.abs(p[0]) - 1, Math.abs(p[1]) - 0.5, Math.abs(p[2]) - 2),
  },
  frustum: {
    shape: new Frustum([0, -1, 0], [0, 1, 0], 1, 0.4),
    residual: (p) => Math.hypot(p[0], p[2]) - (0.7 - 0.3 * p[1]),
  },
  relief: {
    shape: new Relief({ centre: [0, 0, 0], radiusAt: bumpy, lowest: 0.85, highest: 1.15, steepest: 0.6 }),
    residual: (p) => length(p) - bumpy(normalise(p)),
  },
};

describe('shapes', () => {
  it.each(Object.keys(shapes))('meet rays on their surface: %s', (name) => {
    const { shape, residual } = shapes[name]!;
    let met = 0;
    for (const ray of randomRays(11, 400)) {
      const t = shape.intersect(ray, 1e-6, Infinity);
      if (t === Infinity) continue;
      met++;
      expect(Math.abs(residual(addScaled(ray.origin, ray.direction, t)))).toBeLessThan(1e-8);
    }
    expect(met).toBeGreaterThan(40);
  });

  it.each(Object.keys(shapes))('have unit normals across their surface: %s', (name) => {
    const { shape, residual } = shapes[name]!;
    for (const ray of randomRays(12, 200)) {
      const t = shape.intersect(ray, 1e-6, Infinity);
      if (t === Infinity) continue;
      const point = addScaled(ray.origin, ray.direction, t);
      const { normal } = shape.surfaceAt(point);
      expect(length(normal)).toBeCloseTo(1, 9);
      const outside = residual(addScaled(point, normal, 1e-4));
      expect(outside).toBeGreaterThan(0.7e-4);
    }
  });

  it('keep t within the given interval', () => {
    const ray: Ray = { origin: [0, 0, -5], direction: [0, 0, 2] };
    const sphere = new Sphere([0, 0, 0], 1);
    expect(sphere.intersect(ray, 0, Infinity)).toBeCloseTo(2, 12);
    expect(sphere.intersect(ray, 2.1, Infinity)).toBeCloseTo(3, 12);
    expect(sphere.intersect(ray, 0, 1.9)).toBe(Infinity);
  });

  it('join the rings of a lathe without a gap', () => {
    const rings = lathe(
      [0, 0, 0],
      [
        [0, 0.4],
        [0.5, 0.6],
        [1, 0.3],
      ],
    );
    for (let y = 0.01; y < 1; y += 0.01) {
      const ray: Ray = { origin: [0, y, -5], direction: [0, 0, 1] };
      expect(Math.min(...rings.map((ring) => ring.intersect(ray, 0, Infinity)))).toBeLessThan(5);
    }
  });

  it('lie within their bounds', () => {
    for (const { shape } of Object.values(shapes)) {
      if (shape.bounds === null) continue;
      for (const ray of randomRays(13, 300)) {
        const t = shape.intersect(ray, 1e-6, Infinity);
        if (t === Infinity) continue;
        const point = addScaled(ray.origin, ray.direction, t);
        for (let i = 0; i < 3; i++) {
          expect(point[i]!).toBeGreaterThanOrEqual(shape.bounds.low[i]! - 1e-9);
          expect(point[i]!).toBeLessThanOrEqual(shape.bounds.high[i]! + 1e-9);
        }
      }
    }
  });
});

describe('Bvh', () => {
  it('finds the same nearest object as a look at all of them', () => {
    const random = new Random(5);
    const objects: SceneObject[] = Array.from({ length: 300 }, () => ({
      shape: new Sphere(
        [random.between(-4, 4), random.between(-4, 4), random.between(-4, 4)],
        random.between(0.05, 0.5),
      ),
      material: { kind: 'mirror', tint: [1, 1, 1] },
      classes: [],
    }));
    const bvh = new Bvh(objects);
    for (const ray of randomRays(21, 500)) {
      const all = objects.map((object) => object.shape.intersect(ray, 1e-6, Infinity));
      const nearest = Math.min(...all);
      expect(bvh.meet(ray, 1e-6, Infinity)?.t ?? Infinity).toBe(nearest);
      expect(bvh.meet(ray, 1e-6, Infinity, true) === null).toBe(nearest === Infinity);
    }
  });

  it('sees nothing in an empty scene', () => {
    expect(new Bvh([]).meet({ origin: [0, 0, 0], direction: [0, 0, 1] }, 0, Infinity)).toBeNull();
  });
});
