import type { Vec3 } from '../../vector.ts';
import type { Dice } from '../Dice.ts';
import { Frame } from '../Frame.ts';
import { randomColour, randomMaterial } from '../materialDice.ts';
import { shelf } from '../parts/furniture.ts';
import { lamplight } from '../parts/illumination.ts';
import { putPlant, putThing } from '../parts/things.ts';
import { Primitives } from '../Primitives.ts';
import type { Stage } from '../Stage.ts';

/** A heap of things in front of a wall, as in a stereo laboratory; often one large thing fills the middle. */
export function clutter(dice: Dice, seed: number): Stage {
  const things = new Primitives();
  const far = dice.between(1.6, 5);
  const near = far * dice.between(0.25, 0.6);
  const floor = -dice.between(0.25, 0.9);
  const wallTurn = dice.normal() * 0.2;
  const wall = Frame.world.at([0, 0, far], wallTurn);
  things.add(
    'box',
    wall,
    [0, 0, 0.1],
    [8, 4, 0.1],
    randomMaterial(dice, 'wall', dice.between(0.5, 2), { mirror: 0 }),
  );
  things.add(
    'box',
    Frame.world,
    [0, floor - 0.05, far / 2],
    [8, 0.05, far],
    randomMaterial(dice, 'ground', dice.between(0.5, 2)),
  );
  for (let i = 0, count = dice.whole(0, 6); i < count; i++) {
    const at = wall.at(
      [dice.between(-1, 1) * far * 0.6, dice.between(floor, 1), -dice.between(0.02, 0.4)],
      dice.normal() * 0.1,
      dice.normal() * 0.1,
      dice.normal() * 0.1,
    );
    things.add(
      'box',
      at,
      [0, 0, 0],
      [dice.between(0.1, 0.8), dice.between(0.1, 0.8), 0.02],
      randomMaterial(dice, 'object', 0.7),
    );
  }
  if (dice.chance(0.35))
    shelf(
      things,
      dice,
      Frame.world.at([dice.between(-0.5, 0.5) * far, floor, far - 0.35]),
      dice.between(0.8, 2),
    );
  for (let i = 0, count = dice.whole(5, 36); i < count; i++) {
    const z = dice.between(near, far);
    const foot = Frame.world.at([dice.between(-0.6, 0.6) * z, floor, z], dice.between(0, 6.28));
    const size = dice.factor(0.1, 0.5) * far * 0.6;
    if (dice.chance(0.25)) {
      const base = dice.between(0.1, 0.5);
      things.add(
        'box',
        foot,
        [0, base / 2, 0],
        [size * 0.6, base / 2, size * 0.5],
        randomMaterial(dice, 'object', 0.5),
      );
      putThing(things, dice, foot.at([0, base, 0]), size);
    } else putThing(things, dice, foot, size);
  }
  if (dice.chance(0.35)) {
    const foot = Frame.world.at(
      [dice.normal() * 0.1 * far, floor, dice.between(near, far * 0.8)],
      dice.between(0, 6.28),
    );
    const size = -floor * dice.between(1, 2.2);
    if (dice.chance(0.3)) putPlant(things, dice, foot, size);
    else
      for (let i = 0; i < 6; i++)
        putThing(
          things,
          dice,
          foot.at([dice.normal() * 0.15, dice.between(0, 0.4), dice.normal() * 0.15]),
          size * dice.between(0.4, 1),
        );
  }
  if (dice.chance(0.25)) floatThings(things, dice, near, far);
  const pitch = dice.chance(0.5) ? dice.normal() * 0.06 : dice.between(0, 0.4);
  return {
    things,
    camera: Frame.world.at([0, dice.between(0, 0.25), 0], 0, pitch, dice.normal() * 0.03),
    ...lamplight(dice, [0, 0.5, far / 2], [1.5, 1.2, far / 2]),
    reachM: dice.between(0.1, 0.5),
    focal: dice.between(0.75, 1.4),
    seed,
  };
}

/** Things at any place and angle: depth must then be read from overlap, shading and size alone. */
function floatThings(things: Primitives, dice: Dice, near: number, far: number): void {
  for (let i = 0, count = dice.whole(5, 25); i < count; i++) {
    const z = dice.between(near, far);
    const at: Vec3 = [dice.between(-0.5, 0.5) * z, dice.between(-0.4, 0.4) * z, z];
    const half: Vec3 = [0, 1, 2].map(() => dice.factor(0.02, 0.25) * far * 0.5) as unknown as Vec3;
    const frame = Frame.world.at(at, dice.between(0, 6), dice.between(0, 6), dice.between(0, 6));
    things.add(
      dice.pick(['box', 'ball', 'cone'] as const),
      frame,
      [0, 0, 0],
      half,
      randomMaterial(dice, 'object', 0.3, { first: randomColour(dice) }),
      dice.between(0, 1),
    );
  }
}
