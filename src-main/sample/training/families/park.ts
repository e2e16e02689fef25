import type { Dice } from '../Dice.ts';
import { Frame } from '../Frame.ts';
import { randomMaterial } from '../materialDice.ts';
import { daylight } from '../parts/illumination.ts';
import { house, mound, pole, tree } from '../parts/outdoors.ts';
import { putFigure, putLattice, putThing } from '../parts/things.ts';
import { Primitives } from '../Primitives.ts';
import type { Stage } from '../Stage.ts';

/** An open place on level ground between buildings: trees, posts, walls, benches and whatever stands about. */
export function park(dice: Dice, seed: number): Stage {
  const things = new Primitives();
  things.add(
    'box',
    Frame.world,
    [0, -0.1, 100],
    [300, 0.1, 300],
    randomMaterial(dice, dice.pick(['ground', 'nature'] as const), 2, { mirror: 0 }),
  );
  const near = dice.factor(2.5, 8);
  const far = near * dice.between(3, 9);
  const spot = (low: number, high: number) => {
    const z = dice.factor(low, high);
    return Frame.world.at([dice.between(-1, 1) * (1 + z * 0.8), 0, z], dice.between(0, 6.28));
  };
  if (dice.chance(0.8)) {
    for (let i = 0, count = dice.whole(1, 4); i < count; i++) {
      house(
        things,
        dice,
        Frame.world.at([dice.between(-1, 1) * far, 0, far * dice.between(0.8, 2)], dice.normal() * 0.5),
        dice.between(0.4, 2) * far,
        dice.between(3, 14),
      );
    }
  }
  for (let i = 0, count = dice.whole(0, 6); i < count; i++)
    tree(things, dice, spot(near, far * 1.5), dice.between(3, 12), i < 2);
  for (let i = 0, count = dice.whole(0, 10); i < count; i++)
    mound(things, dice, spot(near * 0.8, far), dice.between(0.2, 1.2));
  for (let i = 0, count = dice.whole(0, 6); i < count; i++) pole(things, dice, spot(near, far));
  for (let i = 0, count = dice.whole(0, 12); i < count; i++)
    putThing(things, dice, spot(near * 0.7, far), dice.factor(0.3, 2.5));
  for (let i = 0, count = dice.whole(0, 4); i < count; i++) putFigure(things, dice, spot(near, far), 1.75);
  for (let i = 0, count = dice.whole(0, 3); i < count; i++)
    putLattice(things, dice, spot(near, far), dice.between(0.8, 2.5));
  const camera = Frame.world.at([0, dice.between(0.9, 2.2), 0], 0, dice.normal() * 0.1, dice.normal() * 0.03);
  return {
    things,
    camera,
    ...daylight(dice, far * 2),
    reachM: dice.between(0.5, 2),
    focal: dice.between(0.55, 1.1),
    seed,
  };
}
