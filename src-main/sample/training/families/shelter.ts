import type { Vec3 } from '../../vector.ts';
import type { Dice } from '../Dice.ts';
import { Frame } from '../Frame.ts';
import { plainMaterial, randomColour, randomMaterial } from '../materialDice.ts';
import { daylight } from '../parts/illumination.ts';
import { house, mound, pole, tree } from '../parts/outdoors.ts';
import { putFigure, putLattice, putThing } from '../parts/things.ts';
import { Primitives } from '../Primitives.ts';
import type { Stage } from '../Stage.ts';

/** The open air seen from under or beside something near that reaches overhead: roofs on posts, boughs, arches, posts close by. */
export function shelter(dice: Dice, seed: number): Stage {
  const things = new Primitives();
  things.add(
    'box',
    Frame.world,
    [0, -0.1, 100],
    [300, 0.1, 300],
    randomMaterial(dice, dice.pick(['ground', 'nature'] as const), 2, { mirror: 0 }),
  );
  const far = dice.factor(12, 45);
  const spot = (low: number, high: number, spread = 0.7) => {
    const z = dice.factor(low, high);
    return Frame.world.at([dice.between(-1, 1) * z * spread, 0, z], dice.between(0, 6.28));
  };
  for (let i = 0, count = dice.whole(1, 2); i < count; i++) reachOverhead(things, dice, spot(2, 7, 0.5));
  const behind = dice.whole(0, 3);
  for (let i = 0; i < behind; i++)
    house(
      things,
      dice,
      Frame.world.at([dice.between(-1, 1) * far, 0, far * dice.between(0.7, 1.6)], dice.normal() * 0.5),
      dice.between(0.4, 1.5) * far,
      dice.between(3, 14),
    );
  for (let i = 0, count = dice.whole(0, 6); i < count; i++)
    tree(things, dice, spot(8, far * 1.5), dice.between(3, 12), false);
  for (let i = 0, count = dice.whole(0, 5); i < count; i++)
    reachUp(things, dice, spot(2, 8), dice.between(1.5, 5));
  for (let i = 0, count = dice.whole(0, 8); i < count; i++)
    mound(things, dice, spot(3, far), dice.between(0.2, 0.8));
  for (let i = 0, count = dice.whole(0, 8); i < count; i++)
    putThing(things, dice, spot(2, far), dice.factor(0.3, 2));
  for (let i = 0, count = dice.whole(0, 3); i < count; i++) pole(things, dice, spot(4, far));
  for (let i = 0, count = dice.whole(0, 2); i < count; i++) putFigure(things, dice, spot(3, far), 1.75);
  if (dice.chance(0.3)) putLattice(things, dice, spot(3, 12), dice.between(0.8, 2.5));
  return {
    things,
    camera: Frame.world.at(
      [0, dice.between(0.9, 2), 0],
      dice.normal() * 0.1,
      dice.between(-0.3, 0.1),
      dice.normal() * 0.03,
    ),
    ...daylight(dice, far * 2),
    reachM: dice.between(0.4, 2),
    focal: dice.between(0.5, 1),
    seed,
  };
}

/** A leaning or upright post, trunk or slab close by. */
function reachUp(things: Primitives, dice: Dice, foot: Frame, height: number): void {
  const skin = randomMaterial(dice, dice.pick(['nature', 'ground', 'wall'] as const), 0.6, { mirror: 0 });
  const top = foot.point([dice.normal() * 0.15 * height, height, dice.normal() * 0.15 * height]);
  if (dice.chance(0.75)) things.rod(foot.origin, top, dice.between(0.05, 0.25), skin, dice.between(0.6, 1));
  else
    things.add(
      'box',
      foot,
      [0, height / 2, 0],
      [dice.between(0.1, 0.8), height / 2, dice.between(0.03, 0.2)],
      skin,
    );
}

function reachOverhead(things: Primitives, dice: Dice, foot: Frame): void {
  const skin = randomMaterial(dice, dice.pick(['wall', 'ground', 'object'] as const), 1, { mirror: 0 });
  const high = dice.between(2.3, 5);
  switch (dice.pick(['canopy', 'roof', 'bough', 'arch', 'awning'] as const)) {
    case 'canopy': {
      const [trunk, wide] = [dice.between(0.1, 0.4), dice.between(1.5, 4)];
      const start = high * dice.between(0.3, 0.7);
      things.add('cone', foot, [0, start / 2, 0], [trunk, start / 2, trunk], skin);
      const half = (high - start) / 2;
      things.add('cone', foot, [0, start + half, 0], [trunk, half, trunk], skin, wide / trunk);
      const rib = plainMaterial(dice, randomColour(dice));
      for (let i = 0, ribs = dice.chance(0.5) ? dice.whole(8, 40) : 0; i < ribs; i++) {
        const [c, s] = [Math.cos((i * 6.2832) / ribs), Math.sin((i * 6.2832) / ribs)];
        things.rod(
          foot.point([c * trunk, start, s * trunk]),
          foot.point([c * wide, high, s * wide]),
          0.04,
          rib,
        );
      }
      return;
    }
    case 'roof': {
      const [w, d] = [dice.between(1.2, 4), dice.between(1.2, 4)];
      const post = dice.between(0.04, 0.15);
      for (const x of [-1, 1])
        for (const z of [-1, 1])
          things.add('box', foot, [x * w * 0.95, high / 2, z * d * 0.95], [post, high / 2, post], skin);
      const bars = dice.chance(0.4) ? dice.whole(5, 14) : 0;
      for (let i = 0; i < bars; i++)
        things.add('box', foot, [w * ((2 * i + 1) / bars - 1), high, 0], [0.05, 0.08, d * 1.1], skin);
      if (bars === 0)
        things.add(
          'box',
          foot.at([0, high, 0], 0, dice.normal() * 0.15),
          [0, 0, 0],
          [w * 1.1, 0.06, d * 1.1],
          randomMaterial(dice, 'wall', 1),
        );
      return;
    }
    case 'bough':
      tree(things, dice, foot, dice.between(4.5, 9), true);
      return;
    case 'arch': {
      const [wide, deep] = [dice.between(1.2, 4), dice.between(0.15, 1.5)];
      for (const x of [-1, 1])
        things.add('box', foot, [x * wide, high / 2, 0], [dice.between(0.1, 0.5), high / 2, deep], skin);
      things.add('box', foot, [0, high, 0], [wide * 1.2, dice.between(0.1, 0.5), deep], skin);
      return;
    }
    case 'awning': {
      const side = dice.either(1);
      const edge: Vec3 = [side * dice.between(2, 4), 0, dice.between(2, 8)];
      const wall = Frame.world.at(edge, side < 0 ? -Math.PI / 2 : Math.PI / 2);
      const long = dice.between(3, 12);
      things.add('box', wall, [0, 3, 0.3], [long, 3, 0.3], randomMaterial(dice, 'wall', 2));
      things.add(
        'box',
        wall.at([0, high, -1], 0, dice.between(-0.3, 0.3)),
        [0, 0, 0],
        [long, 0.05, 1.3],
        skin,
      );
    }
  }
}
