import { Bvh, type Hit } from '../Bvh.ts';
import type { Scene } from '../Scene.ts';
import type { Ray } from '../shapes/Shape.ts';
import { multiply, type Vec3 } from '../vector.ts';

/** The objects of a scene, ready to be asked what a ray meets. Glass is kept apart, as light passes it. */
export class World {
  readonly scene: Scene;
  readonly #solid: Bvh;
  readonly #glass: Bvh;

  constructor(scene: Scene) {
    this.scene = scene;
    this.#solid = new Bvh(scene.objects.filter((object) => object.material.kind !== 'glass'));
    this.#glass = new Bvh(scene.objects.filter((object) => object.material.kind === 'glass'));
  }

  /** The nearest surface, glass included. */
  meet(ray: Ray, tMin: number, tMax = Infinity): Hit | null {
    const solid = this.#solid.meet(ray, tMin, tMax);
    return this.#glass.meet(ray, tMin, solid?.t ?? tMax) ?? solid;
  }

  /** True when something solid lies on the way. */
  isBlocked(ray: Ray, tMin: number, tMax = Infinity): boolean {
    return this.#solid.meet(ray, tMin, tMax, true) !== null;
  }

  /** The share of light that comes along the ray from infinity: black behind solids, tinted behind glass. */
  lightAlong(ray: Ray, tMin: number): Vec3 {
    if (this.isBlocked(ray, tMin)) return [0, 0, 0];
    let share: Vec3 = [1, 1, 1];
    let from = tMin;
    for (let walls = 0; walls < 8; walls++) {
      const wall = this.#glass.meet(ray, from, Infinity);
      if (wall?.object.material.kind !== 'glass') break;
      share = multiply(share, wall.object.material.tint);
      from = wall.t * (1 + 1e-9) + 1e-6;
    }
    return share;
  }
}
