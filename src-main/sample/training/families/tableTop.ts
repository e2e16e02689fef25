import type { Vec3 } from '../../vector.ts';
import type { Dice } from '../Dice.ts';
import { Frame } from '../Frame.ts';
import { randomColour, randomMaterial } from '../materialDice.ts';
import { chair, screen, shelf, strew } from '../parts/furniture.ts';
import { lamplight } from '../parts/illumination.ts';
import { Primitives } from '../Primitives.ts';
import type { Stage } from '../Stage.ts';

/** Things on a table or a worktop, seen from above or across it; wall, partition or room behind, floor below. */
export function tableTop(dice: Dice, seed: number): Stage {
  const things = new Primitives();
  const [w, d] = [dice.between(0.4, 1.4), dice.between(0.3, 0.8)];
  const top = Frame.world.at([0, 0, 0], dice.normal() * 0.4);
  const skin = randomMaterial(dice, 'ground', dice.between(0.3, 1.5), {
    mirror: dice.chance(0.25) ? dice.between(0.05, 0.3) : 0,
  });
  things.add('box', top, [0, -0.02, 0], [w, 0.02, d], skin);
  if (dice.chance(0.4))
    things.add('box', top, [0, -0.42, 0.03], [w * 0.98, 0.4, d * 0.95], randomMaterial(dice, 'object', 0.8));
  else
    for (const x of [-1, 1])
      for (const z of [-1, 1])
        things.add('box', top, [x * w * 0.95, -0.4, z * d * 0.9], [0.025, 0.38, 0.025], skin);
  strew(things, dice, top, [w * 0.9, d * 0.85], dice.whole(3, 26), dice.factor(0.07, 0.28));
  if (dice.chance(0.3))
    screen(things, dice, top.at([dice.between(-0.5, 0.5) * w, 0, d * 0.4], dice.normal() * 0.3), 0.5);
  things.add('box', Frame.world, [0, -0.8, 0], [8, 0.02, 8], randomMaterial(dice, 'ground', 1.5));
  const behind = dice.chance(0.65) ? d + dice.between(0, 0.3) : dice.between(1.5, 5);
  const wall = randomMaterial(dice, 'wall', 1.5, {
    mirror: 0,
    ...(dice.chance(0.5) && { first: randomColour(dice, 0.3, 0.85) }),
  });
  const isPartition = dice.chance(0.25);
  const wallTurn = dice.chance(0.7)
    ? Frame.world.at([0, 0, behind], dice.chance(0.5) ? 0 : dice.normal() * 0.25)
    : top.at([0, 0, behind]);
  things.add(
    'box',
    wallTurn,
    [0, isPartition ? 0 : 1, 0.05],
    [isPartition ? w : 8, isPartition ? dice.between(0.2, 0.6) : 1.9, 0.04],
    wall,
  );
  things.add('box', Frame.world, [0, 1, 6], [8, 2, 0.05], randomMaterial(dice, 'wall', 2));
  if (dice.chance(0.4))
    things.add('box', Frame.world, [dice.either(w + dice.between(0.1, 1.5)), 0.8, 0], [0.05, 1.7, 4], wall);
  if (behind > 1.4)
    shelf(things, dice, Frame.world.at([dice.between(-1.5, 1.5), -0.8, behind - 0.3]), dice.between(0.8, 2));
  for (let i = 0, count = dice.whole(0, 2); i < count; i++)
    chair(
      things,
      dice,
      Frame.world.at([dice.between(-w, w), -0.8, -d - dice.between(-0.1, 0.5)], Math.PI + dice.normal()),
      0.5,
    );
  const target: Vec3 = [dice.between(-0.5, 0.5) * w, dice.between(-0.1, 0.2), dice.between(-0.3, 0.6) * d];
  const [away, pitch, turn] = [dice.factor(0.4, 2.2), dice.between(0.08, 1.1), dice.normal() * 0.4];
  const aim = Frame.world.at(target, turn, pitch, dice.normal() * 0.04);
  return {
    things,
    camera: aim.at([0, 0, -away]),
    ...lamplight(dice, [0, 0.6, 0], [2.5, 1, 2.5]),
    reachM: dice.between(0.08, 0.4),
    focal: dice.between(0.7, 1.3),
    seed,
  };
}
