import { Camera } from '../Camera.ts';
import { World } from '../light/World.ts';
import type { Scene } from '../Scene.ts';
import { addScaled, dot, scale } from '../vector.ts';
import { partNames, type PartName, type PlantedScene } from './plantedScene.ts';

/** What the left camera sees of a planted scene, exact. */
export interface TracedParts {
  /** Metres; Infinity where nothing is met. */
  readonly depth: Float32Array;
  /** Index into partNames; 255 where nothing is met. */
  readonly part: Uint8Array;
  /** 1 = the right camera does not see it. */
  readonly occluded: Uint8Array;
}

/** Depth and part of every pixel, of the scene or of one with some of its objects left out or moved. */
export function traceParts(
  { scene, partOf }: PlantedScene,
  objects: Scene['objects'] = scene.objects,
): TracedParts {
  const world = new World({ ...scene, objects });
  const camera = new Camera(scene);
  const { width, height } = scene.rig;
  const depth = new Float32Array(width * height).fill(Infinity);
  const part = new Uint8Array(width * height).fill(255);
  const occluded = new Uint8Array(width * height);
  for (let i = 0; i < depth.length; i += 1) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const hit = world.meet(camera.ray('left', x, y), 1e-5);
    if (hit === null) continue;
    depth[i] = hit.t;
    const name = partOf.get(hit.object);
    if (name !== undefined) part[i] = partNames.indexOf(name);
    const u = x - camera.disparityFromDepth(hit.t);
    const isHidden = world.meet(camera.ray('right', u, y), 1e-5, hit.t * (1 - 1e-6)) !== null;
    occluded[i] = isHidden && u > -0.5 ? 1 : 0;
  }
  return { depth, part, occluded };
}

/** Depth at which mirrored things seem to be, where the mirror is; NaN elsewhere. */
export function virtualDepth({ scene, partOf }: PlantedScene): Float32Array {
  const world = new World(scene);
  const camera = new Camera(scene);
  const { width, height } = scene.rig;
  return Float32Array.from({ length: width * height }, (_, i) => {
    const ray = camera.ray('left', i % width, Math.floor(i / width));
    const hit = world.meet(ray, 1e-5);
    if (hit === null || partOf.get(hit.object) !== 'mirror') return NaN;
    const point = addScaled(ray.origin, ray.direction, hit.t);
    const { normal } = hit.object.shape.surfaceAt(point);
    const direction = addScaled(ray.direction, scale(normal, 1), -2 * dot(ray.direction, normal));
    const beyond = world.meet({ origin: point, direction }, 1e-3);
    return beyond === null ? 100 : hit.t + beyond.t;
  });
}

export function maskOf({ part }: TracedParts, ...names: readonly PartName[]): Uint8Array {
  const wanted = names.map((name) => partNames.indexOf(name));
  return Uint8Array.from(part, (value) => (wanted.includes(value) ? 1 : 0));
}
