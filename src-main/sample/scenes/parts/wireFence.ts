import type { SceneObject } from '../../Scene.ts';
import { Frustum } from '../../shapes/Frustum.ts';
import { Sphere } from '../../shapes/Sphere.ts';
import { glossy, weathered } from '../../textures/materials.ts';
import { add, length, mix, normalise, scale, subtract, type Vec3 } from '../../vector.ts';
import { objects } from './object.ts';

export interface WireFenceOptions {
  readonly from: Vec3;
  readonly to: Vec3;
  readonly height: number;
  /** Half the diagonal of a mesh, metres. */
  readonly pitch: number;
  readonly wireRadius: number;
  readonly posts: number;
  /** Where the mesh is cut: distance along the fence, height and radius, metres. */
  readonly hole: { readonly along: number; readonly height: number; readonly radius: number };
  readonly seed: number;
}

/** A chain-link fence: diagonal wires, tubes on top and at the bottom, posts, and a hole. */
export function wireFence(options: WireFenceOptions): SceneObject[] {
  const { from, to, height, posts, seed } = options;
  const zinc = { ...glossy(weathered(seed, [0.5, 0.52, 0.53], 0.25), 0.3, 0.2), kind: 'opaque' as const };
  const upTo = (foot: Vec3, y: number) => add(foot, [0, y, 0]);
  const post = (i: number) => {
    const foot = mix(from, to, i / (posts - 1));
    return [
      new Frustum(foot, upTo(foot, height + 0.12), 0.03, 0.03),
      new Sphere(upTo(foot, height + 0.12), 0.036),
    ];
  };
  return [
    ...objects(meshWires(options), zinc, 'thin', 'repetitive'),
    ...objects(new Frustum(upTo(from, height), upTo(to, height), 0.021, 0.021), zinc, 'thin'),
    ...objects(new Frustum(upTo(from, 0.06), upTo(to, 0.06), 0.006, 0.006), zinc, 'thin'),
    ...objects(Array.from({ length: posts }, (_, i) => post(i)).flat(), zinc, 'thin'),
  ];
}

function meshWires({ from, to, height, pitch, wireRadius, hole }: WireFenceOptions): Frustum[] {
  const direction = normalise(subtract(to, from));
  const columns = Math.floor(length(subtract(to, from)) / pitch);
  const rows = Math.floor((height - 0.06) / pitch);
  const node = (i: number, j: number) =>
    add(from, add(scale(direction, i * pitch), [0, 0.06 + j * pitch, 0]));
  const isCut = (i: number, j: number) => {
    const ragged = 1 + 0.18 * Math.sin(i * 2.3 + j * 1.7);
    return Math.hypot(i * pitch - hole.along, j * pitch - hole.height) < hole.radius * ragged;
  };
  const wires: Frustum[] = [];
  for (let j = 0; j < rows; j++) {
    for (let i = j & 1; i <= columns; i += 2) {
      for (const next of [i - 1, i + 1]) {
        if (next < 0 || next > columns || isCut(i, j) || isCut(next, j + 1)) continue;
        wires.push(new Frustum(node(i, j), node(next, j + 1), wireRadius, wireRadius));
      }
    }
  }
  return wires;
}
