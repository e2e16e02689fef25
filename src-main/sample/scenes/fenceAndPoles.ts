import { daySky, sunAt } from '../light/sky.ts';
import { pairRig } from '../rig.ts';
import type { Scene, SceneObject } from '../Scene.ts';
import { Box } from '../shapes/Box.ts';
import { Frustum } from '../shapes/Frustum.ts';
import { Plane } from '../shapes/Plane.ts';
import { earth, roughGround } from '../textures/ground.ts';
import { tiles } from '../textures/masonry.ts';
import { bark, dull, foliage, glossy, weathered } from '../textures/materials.ts';
import type { Vec3 } from '../vector.ts';
import { objects } from './parts/object.ts';
import { cable } from './parts/street.ts';
import { tree } from './parts/tree.ts';
import { woodEdge } from './parts/woodEdge.ts';
import { wireFence } from './parts/wireFence.ts';

const sunDirection = sunAt(-118, 36);

/** A shipping container: corrugated sides, corner posts. */
function container(centre: Vec3, tone: Vec3, turn: number, seed: number): SceneObject[] {
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const at = (x: number, y: number, z: number): Vec3 => [
    centre[0] + c * x - s * z,
    centre[1] + y,
    centre[2] + s * x + c * z,
  ];
  const paint = weathered(seed, tone, 0.45);
  const sheet = {
    ...glossy(paint, 0.4),
    relief: ({ position: [x, , z] }: { position: Vec3 }) => 0.03 * ridge((c * x + s * z) / 0.28),
  };
  const frame = { ...glossy(weathered(seed + 1, [tone[0] * 0.7, tone[1] * 0.7, tone[2] * 0.7], 0.3), 0.4) };
  const corners = [-1, 1].map((side) => new Box(at(side * 3, 0, -1.2), [0.08, 1.3, 0.08], turn));
  const rails = [-1, 1].map((side) => new Box(at(0, side * 1.22, -1.2), [3, 0.07, 0.06], turn));
  return [
    ...objects(new Box(centre, [3, 1.28, 1.2], turn), sheet, 'repetitive'),
    ...objects([...corners, ...rails], frame),
  ];
}

/** Trapezoid wave with period 1, height 0 to 1. */
function ridge(x: number): number {
  const share = Math.abs((((x % 1) + 1.5) % 1) - 0.5) * 2;
  return Math.min(1, Math.max(0, (share - 0.25) * 2));
}

/** A pole with red and white bands, leaning a little. */
function bandedPole(foot: Vec3, top: Vec3, radius: number, seed: number): SceneObject[] {
  const bands = 8;
  const at = (i: number): Vec3 =>
    [0, 1, 2].map((k) => foot[k]! + ((top[k]! - foot[k]!) * i) / bands) as unknown as Vec3;
  return Array.from({ length: bands }, (_, i) =>
    objects(
      new Frustum(at(i), at(i + 1), radius, radius, { capped: true }),
      dull(weathered(seed, i % 2 ? [0.75, 0.73, 0.7] : [0.62, 0.05, 0.035])),
      'thin',
    ),
  ).flat();
}

/** A heap of concrete pipes that point at the camera. */
function pipes(x: number, z: number): SceneObject[] {
  const radius = 0.31;
  return [0, 1, 2].flatMap((layer) =>
    Array.from({ length: 3 - layer }, (_, i) => {
      const [px, py] = [x + (i * 2 + layer - 2) * radius, radius + layer * radius * 1.74];
      const clay = dull(weathered(80 + layer * 3 + i, [0.5, 0.29, 0.17]));
      return objects(
        [
          new Frustum([px, py, z], [px + 0.5, py, z + 2.6], radius, radius),
          new Frustum([px, py, z], [px + 0.5, py, z + 2.6], radius * 0.84, radius * 0.84),
          new Frustum([px, py, z], [px + 0.0001, py, z + 0.0005], radius * 0.84, radius),
        ],
        clay,
      );
    }).flat(),
  );
}

/** A yard behind a wire fence: poles, corrugated containers, a tiled wall that repeats itself. */
export const fenceAndPoles: Scene = {
  name: 'fence-and-poles',
  seed: 1002,
  rig: pairRig(420, 0.26),
  viewpoint: { position: [0, 1.45, 0], yaw: 0, pitch: -0.02 },
  sun: { direction: sunDirection, radiance: [3.1, 2.75, 2.2], radius: 0.006 },
  sky: daySky({
    seed: 8,
    sunDirection,
    zenith: [0.16, 0.3, 0.58],
    horizon: [0.66, 0.72, 0.78],
    ground: [0.25, 0.22, 0.18],
    clouds: 0.5,
  }),
  ambient: { above: [0.46, 0.54, 0.7], below: [0.28, 0.24, 0.19], reachM: 2 },
  haze: { colour: [0.66, 0.72, 0.8], perMetre: 0.004 },
  exposure: 0.66,
  noise: { dark: 0.0006, bright: 0.0045 },
  objects: [
    ...objects(
      new Plane([0, 0, 0], [0, 1, 0]),
      dull(earth(7, [0.33, 0.27, 0.2]), roughGround(3, 0.12, 0.012)),
    ),
    ...wireFence({
      from: [-3.4, 0, 2.75],
      to: [5.2, 0, 5.2],
      height: 1.95,
      pitch: 0.075,
      wireRadius: 0.0042,
      posts: 5,
      hole: { along: 5.35, height: 0.75, radius: 0.55 },
      seed: 70,
    }),
    ...container([3.4, 1.3, 12.2], [0.06, 0.2, 0.34], -0.16, 90),
    ...container([3.9, 3.88, 12.4], [0.5, 0.14, 0.05], -0.22, 92),
    ...container([9.5, 1.3, 14.5], [0.42, 0.34, 0.1], -0.16, 94),
    ...objects(
      new Box([-8.5, 2.2, 15.5], [5, 2.2, 1.5]),
      glossy(tiles(0.26, [0.62, 0.66, 0.62], [0.2, 0.36, 0.33]), 0.25),
      'repetitive',
    ),
    ...objects(new Box([-8.5, 4.5, 15.5], [5.2, 0.12, 1.7]), dull(weathered(33, [0.28, 0.28, 0.27]))),
    ...pipes(-1.15, 7.2),
    ...bandedPole([0.55, 0, 6.0], [0.72, 2.9, 6.05], 0.026, 60),
    ...bandedPole([1.75, 0, 8.4], [1.6, 3.1, 8.4], 0.028, 61),
    ...bandedPole([-2.9, 0, 6.6], [-2.8, 2.5, 6.5], 0.026, 62),
    ...objects(
      new Frustum([-3.6, 0, 11], [-3.55, 6.8, 11], 0.11, 0.085),
      dull(bark(64, [0.26, 0.2, 0.15])),
      'thin',
    ),
    ...objects(new Frustum([-4.4, 6.1, 11], [-2.7, 6.15, 11], 0.05, 0.05), dull(bark(65)), 'thin'),
    ...cable([-4.3, 6.15, 11], [14, 6.6, 20], 0.5, 0.014, 'thin'),
    ...cable([-2.8, 6.17, 11], [15.5, 6.7, 20], 0.55, 0.014, 'thin'),
    ...cable([-14, 5.6, 10], [-4.3, 6.15, 11], 0.4, 0.014, 'thin'),
    ...woodEdge({ seed: 75, from: -30, to: 30, z: 34, count: 130, largest: 2.6 }),
    ...tree({
      seed: 131,
      foot: [-1.6, 0, 17],
      trunkHeight: 2.6,
      trunkRadius: 0.2,
      reach: 1.7,
      levels: 4,
      forks: 3,
      leavesPerTwig: 26,
      leafSize: 0.26,
      lift: 0.3,
      barkMaterial: dull(bark(66)),
      leafMaterial: { ...dull(foliage(67, [0.09, 0.16, 0.03], [0.28, 0.3, 0.06])), translucency: 0.5 },
      thinRadius: 0.05,
    }),
  ],
};
