import { daySky, sunAt } from '../light/sky.ts';
import { pairRig } from '../rig.ts';
import type { Scene } from '../Scene.ts';
import { Box } from '../shapes/Box.ts';
import { Plane } from '../shapes/Plane.ts';
import { asphalt, paving } from '../textures/ground.ts';
import { brickRelief, bricks, plaster } from '../textures/masonry.ts';
import { bark, dull, foliage } from '../textures/materials.ts';
import { facade } from './parts/facade.ts';
import { objects } from './parts/object.ts';
import { bollards, cable, lampPost, roadSign, van } from './parts/street.ts';
import { tree } from './parts/tree.ts';
import { woodEdge } from './parts/woodEdge.ts';

/** Zebra crossing from z = 7.2 to 10.2 and a dashed centre line beyond. */
function lanePaint(x: number, z: number): number {
  if (z > 7.2 && z < 10.2) return Math.abs(x) < 3.4 && ((x + 40.25) / 1.0) % 1 < 0.5 ? 1 : 0;
  return Math.abs(x) < 0.07 && z > 11.5 && z % 5 < 2.4 ? 1 : 0;
}

const sunDirection = sunAt(142, 50);
const leaf = {
  kind: 'opaque' as const,
  colour: foliage(31, [0.07, 0.17, 0.025], [0.22, 0.33, 0.06]),
  translucency: 0.5,
};

function streetTree(x: number, z: number, seed: number) {
  return tree({
    seed,
    foot: [x, 0.12, z],
    trunkHeight: 2.3,
    trunkRadius: 0.15,
    reach: 1.25,
    levels: 4,
    forks: 3,
    leavesPerTwig: 24,
    leafSize: 0.2,
    lift: 0.35,
    barkMaterial: dull(bark(seed)),
    leafMaterial: leaf,
    thinRadius: 0.04,
  });
}

/** A city street under a high sun: hard shadows, an over-exposed plain gable, poles, cables, a crossing. */
export const streetNoon: Scene = {
  name: 'street-noon',
  seed: 1001,
  rig: pairRig(420, 0.5),
  viewpoint: { position: [0.6, 1.62, 0], yaw: 0.03, pitch: 0.035 },
  sun: { direction: sunDirection, radiance: [4.0, 3.6, 3.0], radius: 0.006 },
  sky: daySky({
    seed: 5,
    sunDirection,
    zenith: [0.12, 0.27, 0.62],
    horizon: [0.52, 0.66, 0.82],
    ground: [0.2, 0.19, 0.18],
    clouds: 0.35,
  }),
  ambient: { above: [0.36, 0.46, 0.66], below: [0.26, 0.22, 0.17], reachM: 2.5 },
  haze: { colour: [0.55, 0.66, 0.8], perMetre: 0.0035 },
  exposure: 0.78,
  noise: { dark: 0.0006, bright: 0.0045 },
  objects: [
    ...objects(new Plane([0, 0, 0], [0, 1, 0]), dull(asphalt(2, lanePaint))),
    ...[-1, 1].flatMap((side) => [
      ...objects(
        new Box([side * 5.3, 0.06, 40], [1.5, 0.06, 45]),
        dull(paving(12, 0.42, [0.36, 0.34, 0.31])),
      ),
      ...objects(
        new Box([side * 3.72, 0.065, 40], [0.09, 0.068, 45]),
        dull(plaster(14, [0.45, 0.44, 0.42], 0.7)),
      ),
    ]),
    ...objects(
      new Box([-9.6, 3.7, 6], [3, 3.7, 11]),
      dull(plaster(0, [0.88, 0.87, 0.84], 0)),
      'texture-free',
    ),
    ...objects(new Box([-9.6, 7.5, 6], [3.2, 0.12, 11.1]), dull(plaster(18, [0.4, 0.2, 0.14], 0.8))),
    ...facade({
      wallX: -6.6,
      from: 17.1,
      to: 32,
      height: 11.8,
      wall: dull(plaster(22, [0.66, 0.45, 0.22], 0.4)),
      trim: plaster(23, [0.66, 0.63, 0.56], 0.5),
      floors: 4,
      windowsPerFloor: 6,
    }),
    ...facade({
      wallX: -6.6,
      from: 32.05,
      to: 96,
      height: 8.6,
      wall: dull(bricks({ seed: 6, tone: [0.42, 0.3, 0.2] })),
      trim: plaster(24, [0.5, 0.48, 0.45], 0.5),
      floors: 3,
      windowsPerFloor: 22,
    }),
    ...objects(
      new Box([7.0, 1.1, 6], [0.16, 1.1, 18]),
      dull(bricks({ seed: 3, tone: [0.4, 0.16, 0.1] }), brickRelief(3)),
    ),
    ...objects(new Box([7.0, 2.25, 6], [0.22, 0.06, 18]), dull(plaster(26, [0.5, 0.48, 0.44], 0.6))),
    ...facade({
      wallX: 6.7,
      from: 24,
      to: 96,
      height: 10,
      wall: dull(bricks({ seed: 8, tone: [0.4, 0.2, 0.13] })),
      trim: plaster(25, [0.56, 0.54, 0.5], 0.5),
      floors: 3,
      windowsPerFloor: 24,
    }),
    ...streetTree(5.3, 9.2, 101),
    ...streetTree(5.2, 18, 102),
    ...streetTree(9.2, 15, 106),
    ...streetTree(9.6, 21, 107),
    ...streetTree(-5.4, 25, 103),
    ...streetTree(5.3, 36, 104),
    ...[-7, -3.5, 0.5, 4, 7.5].flatMap((x, i) => streetTree(x, 84 + 3 * (i % 2), 110 + i)),
    ...woodEdge({ seed: 74, from: -9, to: 9, z: 98, count: 60, largest: 2.6 }),
    ...lampPost([4.25, 0.12, 13.2], 5.2, -1.2, 41),
    ...lampPost([-4.2, 0.12, 19], 5.2, 1.2, 42),
    ...roadSign([-3.95, 0.12, 11], 2.25, [0.15, 0, -1], [0.6, 0.04, 0.035], 43),
    ...bollards([3.95, 0.12, 4.9], [3.95, 0.12, 7.4], 3, 51),
    ...bollards([-3.95, 0.12, 5.6], [-3.95, 0.12, 7.0], 2, 55),
    ...van([-2.55, 0, 16.5], [0.64, 0.65, 0.64], 61),
    ...cable([-6.6, 7.1, 12.5], [6.7, 6.6, 14.2], 0.35, 0.016, 'thin'),
    ...cable([-6.6, 7.3, 22], [6.7, 7.6, 25], 0.4, 0.018, 'thin'),
    ...cable([-6.6, 6.7, 21.4], [6.7, 6.9, 24.6], 0.5, 0.018, 'thin'),
  ],
};
