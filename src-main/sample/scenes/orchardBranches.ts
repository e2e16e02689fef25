import { daySky, sunAt } from '../light/sky.ts';
import { pairRig } from '../rig.ts';
import { Random } from '../random.ts';
import type { Scene, SceneObject } from '../Scene.ts';
import { Box } from '../shapes/Box.ts';
import { Frustum } from '../shapes/Frustum.ts';
import { Patch } from '../shapes/Patch.ts';
import { Plane } from '../shapes/Plane.ts';
import { Sphere } from '../shapes/Sphere.ts';
import { grass, roughGround } from '../textures/ground.ts';
import { bark, dull, foliage, fruit, glossy, planks, weathered } from '../textures/materials.ts';
import { add, cross, normalise, scale, type Vec3 } from '../vector.ts';
import { objects } from './parts/object.ts';
import { tree } from './parts/tree.ts';
import { woodEdge } from './parts/woodEdge.ts';

const sunDirection = sunAt(58, 27);
const leaf = { ...dull(foliage(71, [0.08, 0.16, 0.025], [0.3, 0.3, 0.05])), translucency: 0.7 };
const skin = glossy(fruit(72, [0.5, 0.36, 0.06], [0.45, 0.03, 0.02]), 0.25);

/** Apples that hang below the ends of some twigs. */
function apples(end: Vec3, random: Random): SceneObject[] {
  if (random.next() > 0.22) return [];
  const radius = random.between(0.034, 0.044);
  const centre = add(end, [0, -radius - 0.03, 0]);
  return objects(new Sphere(centre, radius), skin);
}

function appleTree(
  foot: Vec3,
  seed: number,
  reach: number,
  leavesPerTwig: number,
  levels = 4,
): SceneObject[] {
  return tree({
    seed,
    foot,
    trunkHeight: 1.05,
    trunkRadius: 0.12,
    reach,
    levels,
    forks: 3,
    leavesPerTwig,
    leafSize: 0.095,
    lift: 0.25,
    barkMaterial: dull(bark(seed, [0.24, 0.19, 0.15])),
    leafMaterial: leaf,
    thinRadius: 0.045,
    onTwig: apples,
  });
}

/** Tufts of long grass near the camera. */
function tufts(seed: number, count: number): SceneObject[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const z = random.between(2.2, 7.5);
    const foot: Vec3 = [random.between(-0.62, 0.62) * (z + 0.8), 0, z];
    return Array.from({ length: 9 }, () => {
      const lean = normalise([random.normal() * 0.35, 1, random.normal() * 0.35]);
      const height = random.between(0.07, 0.2);
      const side = normalise(cross(lean, [random.normal(), 0.1, random.normal()]));
      const root = add(foot, [random.normal() * 0.05, 0, random.normal() * 0.05]);
      const centre = add(root, scale(lean, height / 2));
      return {
        shape: new Patch(centre, scale(lean, height / 2), scale(side, 0.006), 'ellipse'),
        material: leaf,
        classes: [],
      };
    });
  }).flat();
}

/** A ladder that leans against a tree. */
function ladder(foot: Vec3, top: Vec3, width: number): SceneObject[] {
  const wood = dull(weathered(78, [0.42, 0.29, 0.17]));
  const at = (side: number, share: number): Vec3 => [
    foot[0] + (top[0] - foot[0]) * share + side * width * (0.5 - 0.16 * share),
    foot[1] + (top[1] - foot[1]) * share,
    foot[2] + (top[2] - foot[2]) * share,
  ];
  const rails = [-1, 1].map((side) => new Frustum(at(side, 0), at(side, 1), 0.024, 0.02, { capped: true }));
  const rungs = Array.from({ length: 8 }, (_, i) => {
    const share = (i + 0.7) / 8.3;
    return new Frustum(at(-1, share), at(1, share), 0.014, 0.014);
  });
  return objects([...rails, ...rungs], wood, 'thin');
}

/** A slatted crate full of apples. */
function crate(centre: Vec3, turn: number, seed: number): SceneObject[] {
  const random = new Random(seed);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const at = (x: number, y: number, z: number): Vec3 => add(centre, [c * x - s * z, y, s * x + c * z]);
  const wood = dull(planks(seed, 0.3, 'x', [0.5, 0.35, 0.2]));
  const slats = [0.05, 0.13, 0.21].flatMap((y) => [
    ...[-1, 1].map((side) => new Box(at(0, y, side * 0.17), [0.26, 0.03, 0.007], turn)),
    ...[-1, 1].map((side) => new Box(at(side * 0.25, y, 0), [0.007, 0.03, 0.17], turn)),
  ]);
  const posts = [-1, 1].flatMap((i) =>
    [-1, 1].map((k) => new Box(at(i * 0.235, 0.125, k * 0.155), [0.016, 0.125, 0.016], turn)),
  );
  const load = Array.from({ length: 60 }, () => {
    const [x, z] = [random.between(-0.2, 0.2), random.between(-0.13, 0.13)];
    const heap = 0.06 * (1 - (x / 0.24) ** 2 - (z / 0.17) ** 2);
    return new Sphere(at(x, 0.17 + heap + random.between(-0.02, 0.012), z), random.between(0.034, 0.042));
  });
  return [...objects([...slats, ...posts], wood), ...objects(load, skin)];
}

/** Apple trees against a low sun: twigs and leaves at every distance. */
export const orchardBranches: Scene = {
  name: 'orchard-branches',
  seed: 1005,
  rig: pairRig(420, 0.22),
  viewpoint: { position: [0, 1.45, 0], yaw: 0, pitch: 0.03 },
  sun: { direction: sunDirection, radiance: [5.2, 3.9, 2.3], radius: 0.006 },
  sky: daySky({
    seed: 25,
    sunDirection,
    zenith: [0.07, 0.24, 0.7],
    horizon: [0.92, 0.77, 0.58],
    ground: [0.2, 0.2, 0.12],
    clouds: 0.48,
  }),
  ambient: { above: [0.36, 0.42, 0.56], below: [0.22, 0.21, 0.11], reachM: 1 },
  haze: { colour: [0.9, 0.78, 0.58], perMetre: 0.0055 },
  exposure: 0.7,
  noise: { dark: 0.0006, bright: 0.0045 },
  objects: [
    ...objects(new Plane([0, 0, 0], [0, 1, 0]), dull(grass(5), roughGround(6, 0.16, 0.03))),
    ...tufts(402, 700),
    ...appleTree([-1.75, 0, 4.3], 506, 0.72, 11),
    ...appleTree([2.9, 0, 7.2], 502, 0.85, 14),
    ...appleTree([-2.9, 0, 10.5], 503, 0.9, 14),
    ...appleTree([2.6, 0, 13.5], 504, 0.9, 12),
    ...appleTree([-2.7, 0, 17], 505, 0.9, 10),
    ...appleTree([2.8, 0, 20], 506, 0.9, 10, 3),
    ...appleTree([-2.8, 0, 24], 507, 0.9, 10, 3),
    ...appleTree([2.8, 0, 27], 508, 0.9, 10, 3),
    ...appleTree([2.2, 0.2, 3.0], 521, 0.66, 0),
    ...ladder([1.75, 0, 6.4], [2.55, 2.5, 7.0], 0.46),
    ...crate([0.75, 0, 4.6], 0.3, 601),
    ...crate([1.45, 0, 4.95], -0.15, 602),
    ...woodEdge({ seed: 73, from: -48, to: 48, z: 62, count: 90, largest: 4.6 }),
  ],
};
