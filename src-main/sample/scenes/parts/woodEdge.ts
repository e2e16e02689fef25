import { Random } from '../../random.ts';
import type { SceneObject } from '../../Scene.ts';
import { Sphere } from '../../shapes/Sphere.ts';
import { dull, foliage } from '../../textures/materials.ts';
import { objects } from './object.ts';

export interface WoodEdgeOptions {
  readonly seed: number;
  /** Along x. */
  readonly from: number;
  readonly to: number;
  /** Middle distance. */
  readonly z: number;
  readonly count: number;
  /** Radius of the largest crowns, metres. */
  readonly largest: number;
}

/** Crowns far away that close a scene, so that its depths stay finite and useful. */
export function woodEdge({ seed, from, to, z, count, largest }: WoodEdgeOptions): SceneObject[] {
  const random = new Random(seed);
  const crowns = Array.from({ length: count }, (_, i) => {
    const radius = largest * random.between(0.45, 1);
    const x = from + ((i + random.next()) / count) * (to - from);
    return new Sphere(
      [x, radius * random.between(0.1, 0.75), z + largest * random.between(-2.2, 2.2)],
      radius,
    );
  });
  return objects(crowns, dull(foliage(seed, [0.045, 0.085, 0.02], [0.13, 0.15, 0.04])));
}
