import { daySky, sunAt } from '../light/sky.ts';
import { pairRig } from '../rig.ts';
import type { Scene, SceneObject } from '../Scene.ts';
import { Box } from '../shapes/Box.ts';
import { Frustum } from '../shapes/Frustum.ts';
import { Patch } from '../shapes/Patch.ts';
import { Plane } from '../shapes/Plane.ts';
import { Sphere } from '../shapes/Sphere.ts';
import { paving } from '../textures/ground.ts';
import { brickRelief, bricks, plaster, tiles } from '../textures/masonry.ts';
import { bark, dull, even, foliage, glossy, planks, printed, weathered } from '../textures/materials.ts';
import type { Vec3 } from '../vector.ts';
import { objects } from './parts/object.ts';
import { vase } from './parts/tableware.ts';
import { tree } from './parts/tree.ts';

const sunDirection = sunAt(-52, 40);
const front = 2.9;
const paint = (seed: number) => glossy(weathered(seed, [0.035, 0.12, 0.105]), 0.3);
const brass = glossy(even([0.55, 0.38, 0.13]), 0.15, 0.5);

/** The wooden front: pillars, a panel below the glass, a sign board above, a cornice. */
function shopFront(): SceneObject[] {
  const pillars = [-2.35, 0.72, 2.55].map((x) => new Box([x, 1.4, front - 0.04], [0.13, 1.4, 0.14]));
  const panels = [
    new Box([-0.8, 0.27, front], [1.45, 0.27, 0.1]),
    new Box([-0.8, 0.57, front - 0.03], [1.47, 0.04, 0.16]),
    new Box([0.1, 2.42, front], [2.6, 0.05, 0.08]),
  ];
  const letters = printed(8, [0.035, 0.12, 0.105], [0.7, 0.52, 0.2], [0.035, 0.12, 0.105], 3.1);
  const inset = [-1.6, 0].map((x) => new Box([x, 0.28, front - 0.1], [0.6, 0.17, 0.015]));
  return [
    ...objects([...pillars, ...panels], paint(3)),
    ...objects(inset, paint(5)),
    ...objects(new Box([0.1, 2.72, front - 0.05], [2.7, 0.27, 0.1]), paint(4)),
    ...objects(new Patch([-0.2, 2.72, front - 0.152], [1.9, 0, 0], [0, 0.16, 0]), glossy(letters, 0.3)),
    ...objects(new Box([0.1, 3.02, front - 0.1], [2.8, 0.05, 0.22]), paint(6)),
    ...objects(
      new Box([0, 5.2, front + 0.2], [9, 2.15, 0.25]),
      dull(bricks({ seed: 4, tone: [0.4, 0.17, 0.11] }), brickRelief(4)),
    ),
    ...[-1, 1].flatMap((side) =>
      objects(
        new Box([side * 5.6 + 0.1, 1.5, front + 0.1], [3.0, 1.6, 0.2]),
        dull(bricks({ seed: 7, tone: [0.42, 0.19, 0.12] }), brickRelief(7)),
      ),
    ),
  ];
}

/** The door to the right: a frame with a pane of its own and a brass handle. */
function door(): SceneObject[] {
  const frame = [
    new Box([0.98, 1.2, front + 0.12], [0.09, 1.2, 0.03]),
    new Box([2.3, 1.2, front + 0.12], [0.09, 1.2, 0.03]),
    new Box([1.64, 0.4, front + 0.12], [0.6, 0.4, 0.03]),
    new Box([1.64, 2.3, front + 0.12], [0.6, 0.1, 0.03]),
  ];
  return [
    ...objects(frame, glossy(weathered(9, [0.3, 0.05, 0.04]), 0.3)),
    ...objects(new Patch([1.64, 1.5, front + 0.12], [0.6, 0, 0], [0, 0.72, 0]), pane, 'translucent'),
    ...objects(
      new Frustum([1.12, 0.95, front + 0.05], [1.12, 1.35, front + 0.05], 0.014, 0.014),
      brass,
      'thin',
    ),
  ];
}

const pane = { kind: 'glass' as const, tint: [0.93, 0.95, 0.94] as Vec3 };

/** What is for sale: vases on steps, books, globes on cords, prints before a papered wall. */
function display(): SceneObject[] {
  const wood = dull(planks(21, 0.16, 'x', [0.42, 0.26, 0.14]));
  const print = (x: number, y: number, w: number, h: number, seed: number, accent: Vec3): SceneObject[] => [
    ...objects(new Box([x, y, 4.64], [w + 0.04, h + 0.04, 0.02]), glossy(even([0.1, 0.07, 0.04]), 0.3)),
    ...objects(
      new Patch([x, y, 4.615], [w, 0, 0], [0, h, 0]),
      dull(printed(seed, [0.75, 0.7, 0.6], [0.12, 0.1, 0.1], accent, w * 1.4)),
    ),
  ];
  return [
    ...objects(new Box([0, 0.28, 3.85], [3, 0.27, 0.85]), wood),
    ...objects(new Box([-1.1, 0.7, 4.2], [1.1, 0.15, 0.3]), wood),
    ...objects(
      new Box([0, 1.5, 4.75], [4, 1.6, 0.08]),
      dull(tiles(0.14, [0.5, 0.44, 0.3], [0.3, 0.34, 0.24], [0.42, 0.4, 0.3])),
      'repetitive',
    ),
    ...objects(new Box([0, 2.75, 3.9], [4, 0.05, 0.95]), dull(plaster(31, [0.6, 0.57, 0.5], 0.3))),
    ...print(-1.65, 1.62, 0.3, 0.4, 61, [0.5, 0.12, 0.08]),
    ...print(-0.75, 1.72, 0.36, 0.27, 63, [0.1, 0.25, 0.42]),
    ...print(0.1, 1.55, 0.22, 0.32, 65, [0.5, 0.38, 0.08]),
    ...vase([-1.75, 0.85, 4.1], 0.42, [0.12, 0.26, 0.4], 71),
    ...vase([-1.2, 0.85, 4.15], 0.3, [0.6, 0.5, 0.36], 72),
    ...vase([-0.55, 0.85, 4.1], 0.5, [0.5, 0.16, 0.07], 73),
    ...vase([-1.5, 0.55, 3.5], 0.26, [0.62, 0.58, 0.5], 74),
    ...vase([0.3, 0.55, 3.7], 0.55, [0.2, 0.32, 0.2], 75),
    ...objects(
      new Box([-0.35, 0.63, 3.45], [0.2, 0.08, 0.13], 0.3),
      dull(printed(77, [0.5, 0.08, 0.06], [0.7, 0.6, 0.4], [0.36, 0.05, 0.04], 0.3)),
    ),
    ...objects(
      new Box([-0.35, 0.76, 3.46], [0.17, 0.05, 0.11], -0.1),
      dull(printed(78, [0.12, 0.24, 0.3], [0.7, 0.66, 0.6], [0.08, 0.18, 0.24], 0.3)),
    ),
    ...objects(
      new Sphere([-0.95, 0.69, 3.4], 0.14),
      { kind: 'mirror', tint: [0.75, 0.56, 0.26] },
      'mirror-like',
    ),
    ...[-1.4, 0.25].flatMap((x) => [
      ...objects(
        new Frustum([x, 2.7, 3.7], [x, 2.28, 3.7], 0.006, 0.006),
        dull(even([0.02, 0.02, 0.02])),
        'thin',
      ),
      ...objects(new Sphere([x, 2.18, 3.7], 0.1), {
        ...dull(even([0.8, 0.75, 0.65])),
        glow: [2.2, 1.7, 1.1],
      }),
    ]),
  ];
}

/** The other side of the street, seen only as a reflection. */
function acrossTheStreet(): SceneObject[] {
  const wall = new Box([0, 4.5, -10.5], [14, 4.5, 1.5]);
  const openings = [-9, -7, -5, -3, -1, 1, 3, 5, 7, 9].flatMap((x) =>
    [1.7, 4.4, 7].map((y) => [x, y] as const),
  );
  const glazing = openings.map(([x, y]) => new Box([x, y, -9], [0.5, 0.85, 0.03]));
  const frames = openings.flatMap(([x, y]) => [
    new Box([x, y + 0.93, -9], [0.66, 0.09, 0.1]),
    new Box([x, y - 0.93, -9], [0.66, 0.06, 0.16]),
    new Box([x, y, -9], [0.03, 0.85, 0.06]),
  ]);
  return [
    ...objects(wall, dull(bricks({ seed: 41, tone: [0.66, 0.5, 0.33] }))),
    ...objects(glazing, dull(even([0.03, 0.035, 0.04]))),
    ...objects(frames, dull(plaster(42, [0.75, 0.73, 0.68], 0.4))),
    ...tree({
      seed: 301,
      foot: [-2.9, 0, -4.6],
      trunkHeight: 2.1,
      trunkRadius: 0.14,
      reach: 1.2,
      levels: 3,
      forks: 3,
      leavesPerTwig: 30,
      leafSize: 0.24,
      lift: 0.3,
      barkMaterial: dull(bark(43)),
      leafMaterial: { ...dull(foliage(44, [0.1, 0.2, 0.03], [0.3, 0.36, 0.07])), translucency: 0.5 },
      thinRadius: 0,
    }),
  ];
}

/** A shop front: things behind a pane in which the other side of the street is mirrored; the pane is the truth. */
export const shopWindow: Scene = {
  name: 'shop-window',
  seed: 1003,
  rig: pairRig(400, 0.28),
  viewpoint: { position: [0.85, 1.52, -0.95], yaw: -0.3, pitch: 0.01 },
  sun: { direction: sunDirection, radiance: [5, 4.4, 3.5], radius: 0.006 },
  sky: daySky({
    seed: 15,
    sunDirection,
    zenith: [0.16, 0.32, 0.66],
    horizon: [0.7, 0.76, 0.84],
    ground: [0.2, 0.19, 0.17],
    clouds: 0.5,
  }),
  ambient: { above: [0.4, 0.44, 0.52], below: [0.3, 0.27, 0.23], reachM: 5 },
  lamps: [
    { position: [-1.4, 2.05, 3.7], power: [0.6, 0.45, 0.27] },
    { position: [0.25, 2.05, 3.7], power: [0.6, 0.45, 0.27] },
  ],
  haze: null,
  exposure: 1.25,
  noise: { dark: 0.0006, bright: 0.0045 },
  objects: [
    ...objects(new Plane([0, 0, 0], [0, 1, 0]), dull(paving(16, 0.38, [0.36, 0.34, 0.31]))),
    ...shopFront(),
    ...door(),
    ...display(),
    ...objects(new Patch([-0.8, 1.5, front], [1.42, 0, 0], [0, 0.88, 0]), pane, 'translucent'),
    ...acrossTheStreet(),
  ],
};
