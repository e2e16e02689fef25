import type { Vec3 } from '../../vector.ts';
import type { Dice } from '../Dice.ts';
import { Frame } from '../Frame.ts';
import type { Material } from '../Material.ts';
import { plainMaterial, randomColour, randomMaterial } from '../materialDice.ts';
import { chair, putFurniture, strew } from '../parts/furniture.ts';
import { lamplight } from '../parts/illumination.ts';
import { putThing } from '../parts/things.ts';
import { Primitives } from '../Primitives.ts';
import type { Stage } from '../Stage.ts';

/** What a fitted row is made of, the same all round the room. */
interface Fittings {
  readonly top: Material;
  readonly front: Material;
  readonly body: Material;
  readonly metal: Material;
  readonly splash: Material;
  /** Height of the worktop and half its depth, metres. */
  readonly height: number;
  readonly deep: number;
  readonly hasWallUnits: boolean;
}

/** Fitted cupboards and worktops round the corners of a room, seen from close above, often past a chair or a table. */
export function kitchen(dice: Dice, seed: number): Stage {
  const things = new Primitives();
  const fittings: Fittings = {
    top: randomMaterial(dice, 'ground', dice.between(0.3, 1.5), {
      mirror: dice.chance(0.4) ? dice.between(0.05, 0.3) : 0,
    }),
    front: randomMaterial(dice, 'object', 1, {
      pattern: dice.pick(['plain', 'plain', 'wood', 'mottled'] as const),
    }),
    body: plainMaterial(dice, randomColour(dice)),
    metal: plainMaterial(dice, randomColour(dice, 0.1, 0.7), { gloss: 0.5, mirror: dice.between(0, 0.4) }),
    splash: randomMaterial(dice, 'wall', 0.8, {
      pattern: dice.pick(['tiles', 'tiles', 'plain', 'mottled', 'collage'] as const),
    }),
    height: dice.between(0.7, 1),
    deep: dice.between(0.25, 0.36),
    hasWallUnits: dice.chance(0.55),
  };
  // The wall behind is the plane z = 0; the camera looks at some place on or over the worktops.
  const target: Vec3 = [
    dice.between(-1, 1),
    fittings.height + dice.between(-0.5, 0.35),
    -dice.between(0.1, 0.8),
  ];
  const aim = Frame.world.at(target, dice.normal() * 0.55, dice.between(0.02, 0.75), dice.normal() * 0.05);
  const camera = aim.at([0, 0, -dice.factor(0.8, 3)]);
  const [x, , z] = camera.origin;
  const left = Math.min(-dice.between(0.9, 2.6), x - 0.25 - 2 * fittings.deep);
  const right = Math.max(dice.between(0.9, 2.6), x + 0.25 + 2 * fittings.deep);
  const high = dice.between(2.3, 2.9);
  buildShell(things, dice, left, right, z - 2, high);
  const middle = (left + right) / 2;
  fitRow(things, dice, Frame.world.at([middle, 0, 0]), right - left, fittings);
  const sides = [dice.chance(0.6), dice.chance(0.45)];
  if (sides[0]) fitRow(things, dice, Frame.world.at([left, 0, -1.5], -Math.PI / 2), 3, fittings);
  if (sides[1]) fitRow(things, dice, Frame.world.at([right, 0, -1.5], Math.PI / 2), 3, fittings);
  if (dice.chance(0.2) && z < -2.4)
    fitRow(things, dice, Frame.world.at([middle, 0, -1.2]), 1.4, { ...fittings, hasWallUnits: false });
  for (let i = 0, count = dice.whole(0, 3); i < count; i++) {
    const at: Vec3 = [x + dice.between(-0.9, 0.9), 0, Math.min(-0.9, z + dice.between(0.6, 1.6))];
    const foot = Frame.world.at(at, dice.between(0, 6.28));
    if (dice.chance(0.6)) chair(things, dice, foot, 0.5);
    else putFurniture(things, dice, foot);
  }
  return {
    things,
    camera,
    ...lamplight(dice, [middle, high * 0.6, z / 2], [(right - left) / 2, high * 0.35, Math.abs(z) / 2]),
    reachM: dice.between(0.15, 0.6),
    focal: dice.between(0.7, 1.2),
    seed,
  };
}

function buildShell(
  things: Primitives,
  dice: Dice,
  left: number,
  right: number,
  front: number,
  high: number,
): void {
  const wall = randomMaterial(dice, 'wall', 2, { mirror: 0, bumps: 0, first: randomColour(dice, 0.2, 0.85) });
  const floor = randomMaterial(dice, 'ground', dice.between(0.4, 1.5), {
    mirror: dice.chance(0.3) ? 0.12 : 0,
  });
  const [middle, half, deep] = [(left + right) / 2, (right - left) / 2, -front / 2];
  things.add('box', Frame.world, [middle, -0.05, -deep], [half, 0.05, deep], floor);
  things.add(
    'box',
    Frame.world,
    [middle, high + 0.05, -deep],
    [half, 0.05, deep],
    plainMaterial(dice, [0.7, 0.7, 0.68]),
  );
  things.add('box', Frame.world, [middle, high / 2, 0.05], [half, high / 2, 0.05], wall);
  for (const x of [left - 0.05, right + 0.05])
    things.add('box', Frame.world, [x, high / 2, -deep], [0.05, high / 2, deep], wall);
  if (dice.chance(0.35)) {
    const at = Frame.world.at([dice.between(left, right) * 0.7, 0, 0]);
    const [w, h] = [dice.between(0.35, 0.8), dice.between(0.3, 0.6)];
    const shine = randomMaterial(dice, 'wall', 3, { glow: dice.between(1, 6), first: [0.7, 0.8, 0.95] });
    things.add(
      'box',
      at,
      [0, 1.6, -0.01],
      [w + 0.05, h + 0.05, 0.02],
      plainMaterial(dice, randomColour(dice)),
    );
    things.add('box', at, [0, 1.6, -0.02], [w, h, 0.02], shine);
  }
}

/** A row of units along the wall in whose frame the room lies towards −z, `width` metres along x. */
function fitRow(
  things: Primitives,
  dice: Dice,
  wall: Frame,
  width: number,
  { top, front, body, metal, splash, height, deep, hasWallUnits }: Fittings,
): void {
  const half = width / 2;
  const thick = dice.between(0.01, 0.03);
  const face = -2 * deep;
  things.add('box', wall, [0, height / 2, -deep], [half, height / 2 - thick, deep - 0.02], body);
  things.add('box', wall, [0, height - thick, -deep], [half, thick, deep + 0.015], top);
  if (hasWallUnits || dice.chance(0.4))
    things.add('box', wall, [0, height + 0.28, 0], [half, 0.28, 0.012], splash);
  const units = Math.max(1, Math.round(width / dice.between(0.4, 0.7)));
  const unit = half / units;
  const isDrawers = dice.chance(0.3);
  for (let i = 0; i < units; i++) {
    const x = -half + (2 * i + 1) * unit;
    const rows = isDrawers || dice.chance(0.25) ? dice.whole(2, 4) : 1;
    const isOven = dice.chance(0.12);
    for (let j = 0; j < rows; j++) {
      const step = (height - 0.14) / rows;
      const y = 0.1 + step * (j + 0.5);
      things.add('box', wall, [x, y, face + 0.01], [unit * 0.97, step * 0.48, 0.014], isOven ? metal : front);
      const grip = y + step * 0.36;
      things.rod(
        wall.point([x - unit * 0.5, grip, face - 0.03]),
        wall.point([x + unit * 0.5, grip, face - 0.03]),
        0.008,
        metal,
      );
    }
    if (dice.chance(0.12))
      things.add('box', wall, [x, height, -deep], [unit * 0.8, 0.012, deep * 0.7], metal);
    if (hasWallUnits && dice.chance(0.8))
      things.add('box', wall, [x, height + 0.9, -deep * 0.55], [unit * 0.98, 0.34, deep * 0.55], front);
  }
  const surface = wall.at([0, height, -deep]);
  strew(things, dice, surface, [half * 0.95, deep * 0.75], dice.whole(1, 12), dice.factor(0.1, 0.3));
  if (dice.chance(0.3))
    putThing(
      things,
      dice,
      surface.at([dice.between(-0.8, 0.8) * half, 0, 0], dice.between(0, 6.28)),
      dice.between(0.3, 0.5),
    );
}
