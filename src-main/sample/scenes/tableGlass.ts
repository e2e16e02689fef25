import { sunAt } from '../light/sky.ts';
import { pairRig } from '../rig.ts';
import type { Scene, SceneObject } from '../Scene.ts';
import { Box } from '../shapes/Box.ts';
import { Plane } from '../shapes/Plane.ts';
import { Sphere } from '../shapes/Sphere.ts';
import { plaster } from '../textures/masonry.ts';
import { dull, even, glossy, planks } from '../textures/materials.ts';
import { mix, smoothstep, type Vec3 } from '../vector.ts';
import { objects } from './parts/object.ts';
import { books, bottle, fruitBowl, mugWithPencils, tumbler } from './parts/tableware.ts';

const sunDirection = sunAt(-112, 33);

/** The room around the table: a bright window to the left and behind, warm walls elsewhere. */
function room(direction: Vec3): Vec3 {
  const [x, y, z] = direction;
  const wall = mix([0.24, 0.2, 0.16], [0.52, 0.48, 0.43], smoothstep(-0.6, 0.8, y));
  const [across, upwards] = [z / -x, y / -x];
  if (x > -0.15 || Math.abs(across + 0.4) > 0.55 || upwards < 0.02 || upwards > 0.95) return wall;
  const isBar = Math.abs(across + 0.4) < 0.025 || Math.abs(upwards - 0.5) < 0.02;
  return isBar ? [0.35, 0.33, 0.3] : mix([2.2, 2.3, 2.3], [3.2, 3.6, 4.2], upwards);
}

/** Bars of the window, outside the picture, whose shadows lie over the table. */
function windowBars(): SceneObject[] {
  const bar = dull(even([0.6, 0.6, 0.58]));
  const uprights = [-1.3, -0.68, -0.06, 0.56].map((z) => new Box([-1.6, 1, z], [0.02, 1, 0.022]));
  const beams = [0.78, 1.3, 1.82].map((y) => new Box([-1.6, y, 0], [0.02, 0.02, 2.5]));
  const walls = [
    new Box([-1.62, 1.4, 2.6], [0.05, 1.6, 1.35]),
    new Box([-1.62, 0.3, 0], [0.05, 0.42, 3]),
    new Box([-1.62, 2.5, 0], [0.05, 0.5, 3]),
  ];
  return objects([...uprights, ...beams, ...walls], bar);
}

/** Glass, mirror and fruit on a wooden table before a plain wall; the right camera's principal point lies 8 px further right. */
export const tableGlass: Scene = {
  name: 'table-glass',
  seed: 1004,
  rig: pairRig(460, 0.085, 8),
  viewpoint: { position: [0, 0.36, 0.03], yaw: 0, pitch: -0.33 },
  sun: { direction: sunDirection, radiance: [4.6, 3.8, 2.8], radius: 0.006 },
  sky: room,
  ambient: { above: [0.52, 0.54, 0.6], below: [0.26, 0.2, 0.15], reachM: 0.35 },
  haze: null,
  exposure: 0.72,
  noise: { dark: 0.0006, bright: 0.0045 },
  objects: [
    ...objects(
      new Box([0, -0.02, 0.95], [1.5, 0.02, 0.62]),
      glossy(planks(17, 0.115, 'z', [0.36, 0.2, 0.1]), 0.22),
    ),
    ...objects(new Plane([0, 0, 1.9], [0, 0, -1]), dull(plaster(0, [0.62, 0.57, 0.48], 0)), 'texture-free'),
    ...windowBars(),
    ...bottle([-0.12, 0, 0.82], 0.25),
    ...tumbler([-0.015, 0, 0.62], 0.105, 0.036),
    ...tumbler([0.055, 0, 0.98], 0.12, 0.038, 0.075),
    ...fruitBowl([0.19, 0, 0.8]),
    ...books([-0.33, 0, 0.96], 210),
    ...mugWithPencils([-0.33, 0.118, 0.95]),
    ...objects(
      new Sphere([-0.2, 0.045, 0.62], 0.045),
      { kind: 'mirror', tint: [0.9, 0.89, 0.87] },
      'mirror-like',
    ),
  ],
};
