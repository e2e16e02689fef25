import type { Dice } from '../Dice.ts';
import { Frame } from '../Frame.ts';
import { plainMaterial, randomColour, randomMaterial } from '../materialDice.ts';
import { daylight } from '../parts/illumination.ts';
import { car, house, mound, pole, tree } from '../parts/outdoors.ts';
import { putFigure, putLattice } from '../parts/things.ts';
import { Primitives } from '../Primitives.ts';
import type { Stage } from '../Stage.ts';

/** A street or a road, seen from a car or from the pavement. */
export function street(dice: Dice, seed: number): Stage {
  const things = new Primitives();
  const half = dice.between(2.5, 7);
  layRoad(things, dice, half);
  for (const side of [-1, 1]) lineSide(things, dice, side, half);
  for (let i = 0, count = dice.whole(0, 5); i < count; i++) {
    const isComing = dice.chance(0.5);
    car(
      things,
      dice,
      Frame.world.at([(isComing ? -1 : 1) * half * 0.45, 0, dice.factor(5, 70)], isComing ? Math.PI : 0),
    );
  }
  if (dice.chance(0.35))
    house(
      things,
      dice,
      Frame.world.at([dice.between(-15, 15), 0, dice.between(50, 120)]),
      dice.between(15, 60),
      dice.between(5, 18),
    );
  const isDriver = dice.chance(0.7);
  const camera = Frame.world.at(
    [
      isDriver ? dice.between(-0.6, 0.6) * half : dice.either(half + 1),
      dice.between(1.3, isDriver ? 1.9 : 2.2),
      0,
    ],
    dice.normal() * (isDriver ? 0.06 : 0.3),
    dice.normal() * 0.05,
    dice.normal() * 0.015,
  );
  return {
    things,
    camera,
    ...daylight(dice, 60),
    reachM: dice.between(0.8, 3),
    focal: dice.between(0.5, 0.75),
    seed,
  };
}

function layRoad(things: Primitives, dice: Dice, half: number): void {
  const tone = dice.between(0.05, 0.3);
  const asphalt = randomMaterial(dice, 'nature', 2, {
    first: [tone, tone, tone * 1.05],
    second: [tone * 0.8, tone * 0.8, tone * 0.8],
    third: [tone * 1.3, tone * 1.3, tone * 1.25],
    pattern: 'mottled',
    grain: 0.3,
    bumps: 0,
    gloss: 0,
    mirror: 0,
  });
  const verge = randomMaterial(dice, dice.pick(['nature', 'ground'] as const), 3, { mirror: 0, gloss: 0 });
  things.add('box', Frame.world, [0, -0.1, 150], [400, 0.08, 400], verge);
  things.add('box', Frame.world, [0, -0.05, 150], [half, 0.05, 250], asphalt);
  if (dice.chance(0.7)) {
    const stone = randomMaterial(dice, 'ground', 1, { mirror: 0 });
    const width = dice.between(0.8, 2.5);
    for (const side of [-1, 1])
      things.add('box', Frame.world, [side * (half + width), 0.0, 150], [width, 0.12, 250], stone);
  }
  const white = plainMaterial(dice, [0.6, 0.6, 0.58], { stains: 0.4 });
  if (dice.chance(0.75))
    for (let z = 2; z < 120; z += 6) things.add('box', Frame.world, [0, 0.0, z], [0.07, 0.004, 1.5], white);
  if (dice.chance(0.4))
    for (const side of [-1, 1])
      things.add('box', Frame.world, [side * (half - 0.3), 0.0, 100], [0.06, 0.004, 150], white);
  if (dice.chance(0.15))
    for (const x of [-0.72, 0.72])
      things.add(
        'box',
        Frame.world,
        [dice.between(-1, 1) + x, 0.0, 100],
        [0.04, 0.02, 150],
        plainMaterial(dice, [0.4, 0.4, 0.4], { gloss: 0.5 }),
      );
}

function lineSide(things: Primitives, dice: Dice, side: number, half: number): void {
  const facing = side < 0 ? -Math.PI / 2 : Math.PI / 2;
  const style = dice.pick(['houses', 'houses', 'trees', 'wall', 'open', 'hedge'] as const);
  const offset = half + dice.between(2, 7);
  for (let z = -10; z < 140 && style === 'houses';) {
    const width = dice.between(7, 30);
    const height = dice.between(3, 17);
    if (dice.chance(0.85))
      house(
        things,
        dice,
        Frame.world.at([side * (offset + dice.between(0, 1)), 0, z + width / 2], facing),
        width,
        height,
      );
    z += width + (dice.chance(0.4) ? dice.between(0.5, 8) : 0);
  }
  if (style === 'wall')
    things.add(
      'box',
      Frame.world,
      [side * offset, 1, 80],
      [0.15, dice.between(0.6, 2.5), 110],
      randomMaterial(dice, 'wall', 2),
    );
  if (style === 'hedge')
    for (let z = 0; z < 90; z += 1.6)
      mound(things, dice, Frame.world.at([side * offset, 0, z]), dice.between(0.8, 1.4));
  if (dice.chance(0.25))
    for (let z = 0; z < 60; z += 4)
      putLattice(things, dice, Frame.world.at([side * (half + 0.8), 0, z], facing), 1.1);
  const isAlley = style === 'trees' || dice.chance(0.4);
  for (let z = dice.between(3, 10); z < 110 && isAlley; z += dice.between(4, 14)) {
    tree(
      things,
      dice,
      Frame.world.at([side * (half + dice.between(0.8, 3)), 0, z]),
      dice.between(4, 14),
      z < 22,
    );
  }
  for (let i = 0, count = style === 'open' ? 25 : 0; i < count; i++) {
    tree(
      things,
      dice,
      Frame.world.at([side * dice.between(half + 6, 70), 0, dice.between(20, 150)]),
      dice.between(4, 12),
      false,
    );
  }
  for (let z = dice.between(4, 20); z < 90; z += dice.between(8, 30))
    pole(things, dice, Frame.world.at([side * (half + 0.4), 0, z]));
  if (dice.chance(0.6)) {
    for (let z = dice.between(3, 15); z < 80; z += dice.between(5.5, 14))
      car(things, dice, Frame.world.at([side * (half - 1.1), 0, z], side < 0 ? Math.PI : 0));
  }
  for (let i = 0, count = dice.whole(0, 4); i < count; i++)
    putFigure(
      things,
      dice,
      Frame.world.at([side * (half + dice.between(0, 2)), 0.1, dice.factor(5, 40)], dice.between(0, 6)),
      1.75,
    );
  if (dice.chance(0.3))
    things.path(
      [
        [side * half, 6, -2],
        [side * half, 5.7, 25],
        [side * half, 6, 55],
      ],
      0.02,
      plainMaterial(dice, randomColour(dice, 0.02, 0.1)),
    );
}
