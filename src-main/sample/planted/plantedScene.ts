import type { Random } from '../random.ts';
import type { Material, Scene, SceneObject, SurfacePoint, Texture } from '../Scene.ts';
import { sunAt } from '../light/sky.ts';
import { Box } from '../shapes/Box.ts';
import { Patch } from '../shapes/Patch.ts';
import { Plane } from '../shapes/Plane.ts';
import type { Shape } from '../shapes/Shape.ts';
import { Sphere } from '../shapes/Sphere.ts';
import { dull, even } from '../textures/materials.ts';
import { fractal } from '../textures/noise.ts';
import { mix, scale, smoothstep, type Vec3 } from '../vector.ts';

/** What a part of a scene is for; several causes are planted on parts of the same kind. */
export const partNames = [
  'floor',
  'wall',
  'brick-wall',
  'plain-wall',
  'mirror',
  'pane',
  'pole',
  'box',
  'far',
  'body',
] as const;
export type PartName = (typeof partNames)[number];

/** A scene whose parts are known by name. */
export interface PlantedScene {
  readonly scene: Scene;
  readonly partOf: ReadonlyMap<SceneObject, PartName>;
  /** Width of a brick of the repetitive wall, metres. */
  readonly brickM: number;
}

const width = 240;
const height = 160;
const focalPx = 210;
const eyeM = 1.6;

const rig: Scene['rig'] = {
  focalPx,
  cxPx: (width - 1) / 2,
  cyPx: (height - 1) / 2,
  baselineM: 0.4,
  doffsPx: 0,
  width,
  height,
};

/**
 * A yard before a wall: floor, two boxes, a pole and a pane of glass in front, behind them a rough, a plain and a
 * repetitive piece of wall and a mirror, beside it a far building, above it the sky. Where everything stands, how large it
 * is and how it looks is drawn anew for each case, so that no place and no colour gives a cause away.
 */
export function yardScene(random: Random, seed: number): PlantedScene {
  const partOf = new Map<SceneObject, PartName>();
  const objects: SceneObject[] = [];
  const put = (part: PartName, shape: Shape, material: Material) => {
    const object: SceneObject = { shape, material, classes: [] };
    objects.push(object);
    partOf.set(object, part);
  };
  const tone = (): Vec3 => {
    const light = random.between(0.18, 0.55);
    return [light * random.between(0.75, 1.2), light, light * random.between(0.7, 1.15)];
  };
  const rough = (size: number) => dull(speckled(seed + objects.length * 7, tone(), size));
  put('floor', new Plane([0, 0, 0], [0, 1, 0]), rough(random.between(0.25, 0.5)));

  const wallZ = random.between(10, 13);
  const brickM = (random.between(9, 14) * wallZ) / focalPx;
  const top = eyeM + (random.between(38, 58) * wallZ) / focalPx;
  const span = (width * wallZ) / focalPx;
  const kinds = shuffled(['wall', 'brick-wall', 'plain-wall', 'wall', 'gap'] as const, random);
  const piece = span / kinds.length;
  kinds.forEach((kind, k) => {
    const [from, to] = [
      -span / 2 + k * piece - (k === 0 ? 4 : 0),
      -span / 2 + (k + 1) * piece + (k === 4 ? 4 : 0),
    ];
    if (kind === 'gap') {
      const farZ = random.between(48, 65);
      const [a, b] = [(from * farZ) / wallZ, (to * farZ) / wallZ];
      put('far', box([(a + b) / 2, 4, farZ], [(b - a) * 0.7, 5, 1]), rough(1.5));
      return;
    }
    const material =
      kind === 'brick-wall'
        ? dull(rowsOfBricks(brickM, tone()))
        : kind === 'plain-wall'
          ? dull(even(tone()))
          : rough(random.between(0.2, 0.4));
    put(kind, box([(from + to) / 2, top / 2, wallZ + 0.5], [(to - from) / 2, top / 2, 0.5]), material);
  });
  const mirrorAt = kinds.indexOf('wall');
  const mirrorX = -span / 2 + (mirrorAt + 0.5) * piece;
  const mirrorY = random.between(0.9, 1.1);
  put(
    'mirror',
    new Patch([mirrorX, mirrorY, wallZ - 0.04], [piece * 0.34, 0, 0], [0, random.between(0.65, 0.75), 0]),
    {
      kind: 'mirror',
      tint: [0.92, 0.92, 0.92],
    },
  );

  // Behind the camera, for the mirror to show.
  put('far', box([0, 1.5, -5], [30, 1.5, 0.5]), dull(speckled(seed + 991, [0.4, 0.3, 0.25], 0.9)));

  const slots = shuffled(['box', 'pole', 'pane', 'box'] as const, random);
  slots.forEach((kind, k) => {
    const column = ((k + 0.5) / slots.length + random.between(-0.04, 0.04)) * width;
    const z = random.between(4.2, 6.5);
    const x = ((column - rig.cxPx) * z) / focalPx;
    const px = z / focalPx;
    if (kind === 'pole') {
      const half = (random.between(2.5, 6) / 2) * px;
      const tall = random.between(60, 110) * px;
      put('pole', box([x, tall / 2, z], [half, tall / 2, half]), rough(0.3));
    } else if (kind === 'pane') {
      const [w, h] = [random.between(18, 26) * px, random.between(22, 34) * px];
      const y = Math.max(h + 0.05, random.between(0.7, 1.3));
      put('pane', new Patch([x, y, z], [w, 0, 0], [0, h, 0]), { kind: 'glass', tint: [0.94, 0.97, 0.95] });
    } else {
      const [w, h] = [random.between(13, 22) * px, random.between(40, 72) * px];
      put(
        'box',
        box([x, h / 2, z], [w, h / 2, w], random.between(-0.25, 0.25)),
        rough(random.between(0.12, 0.3)),
      );
    }
  });
  return { scene: { ...daylight(random, seed), name: 'yard', objects }, partOf, brickM };
}

/** A ball of dust before black space, lit from one side. */
export function spaceScene(random: Random, seed: number): PlantedScene {
  const z = random.between(14, 18);
  const radius = (random.between(46, 66) * z) / focalPx;
  const at: Vec3 = [random.between(-0.6, 0.6), random.between(-0.4, 0.4), z];
  const body: SceneObject = {
    shape: new Sphere(at, radius),
    material: dull(speckled(seed, [0.4, 0.38, 0.35], radius / 5)),
    classes: [],
  };
  const scene: Scene = {
    name: 'space',
    seed,
    rig,
    viewpoint: { position: [0, 0, 0], yaw: 0, pitch: 0 },
    sun: {
      direction: sunAt(random.between(-150, -210), random.between(0, 30)),
      radiance: [3, 3, 3],
      radius: 0,
    },
    sky: () => [0, 0, 0],
    ambient: { above: [0.05, 0.05, 0.05], below: [0.05, 0.05, 0.05], reachM: 0 },
    haze: null,
    exposure: 0.8,
    noise: { dark: 0.0006, bright: 0.0045 },
    objects: [body],
  };
  return { scene, partOf: new Map([[body, 'body']]), brickM: 0 };
}

function daylight(random: Random, seed: number): Omit<Scene, 'name' | 'objects'> {
  const [blue, haze] = [random.between(0.75, 1), random.between(0.55, 0.75)];
  return {
    seed,
    rig,
    viewpoint: { position: [0, eyeM, 0], yaw: 0, pitch: 0 },
    sun: {
      direction: sunAt(random.between(150, 210), random.between(35, 60)),
      radiance: [1.5, 1.45, 1.35],
      radius: 0,
    },
    sky: (direction) =>
      mix(
        [haze, haze * 1.05, haze * 1.12],
        [blue * 0.45, blue * 0.62, blue],
        smoothstep(0, 0.5, direction[1]),
      ),
    ambient: { above: [0.55, 0.58, 0.62], below: [0.32, 0.3, 0.28], reachM: 0 },
    haze: null,
    exposure: 0.75,
    noise: { dark: 0.0006, bright: 0.0045 },
  };
}

function box(centre: Vec3, half: Vec3, turn = 0): Box {
  return new Box(centre, half, turn);
}

/** Blotches and grains of all sizes: a texture that matches only where it belongs. */
function speckled(seed: number, tone: Vec3, size: number): Texture {
  return ({ position: [x, y, z], footprint }: SurfacePoint) => {
    const blotch = fractal(x, y, z, { seed, size, octaves: 4, gain: 0.85, footprint });
    return scale(tone, Math.max(0.15, 1 + 0.85 * blotch));
  };
}

/** Upright dark joints and alternate courses, every brick like the other. */
function rowsOfBricks(brickM: number, tone: Vec3): Texture {
  return ({ position: [x, y], footprint }) => {
    const across = x / brickM - Math.floor(x / brickM);
    const up = y / (brickM * 0.6) - Math.floor(y / (brickM * 0.6));
    const soft = Math.max(0.06, (0.7 * footprint) / brickM);
    const joint = Math.max(
      smoothstep(0.16 + soft, 0.16, Math.min(across, 1 - across)),
      0.5 * smoothstep(0.1 + soft, 0.1, up),
    );
    return mix(tone, scale(tone, 0.3), joint);
  };
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  const order = [...values];
  for (let k = order.length - 1; k > 0; k -= 1) {
    const other = Math.floor(random.next() * (k + 1));
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  return order;
}
