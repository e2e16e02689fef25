import type { Dice } from '../Dice.ts';
import { Frame } from '../Frame.ts';
import { plainMaterial, randomColour, randomMaterial } from '../materialDice.ts';
import { putFurniture, screen, strew } from '../parts/furniture.ts';
import { lamplight } from '../parts/illumination.ts';
import { Primitives } from '../Primitives.ts';
import type { Stage } from '../Stage.ts';

/** A furnished room or a corridor, seen by someone who stands in it. */
export function room(dice: Dice, seed: number): Stage {
  const things = new Primitives();
  const isCorridor = dice.chance(0.2);
  const w = isCorridor ? dice.between(0.9, 1.6) : dice.between(1.4, 4.5);
  const d = isCorridor ? dice.between(4, 12) : dice.between(1.6, 5);
  const h = dice.between(1.15, 1.7);
  buildWalls(things, dice, w, d, h);
  const count = dice.whole(5, 26);
  for (let i = 0; i < count; i++) {
    const side = dice.pick(['left', 'right', 'back', 'middle'] as const);
    const x = side === 'left' ? -w + 0.4 : side === 'right' ? w - 0.4 : dice.between(-w, w) * 0.8;
    const z = side === 'back' ? d - 0.4 : dice.between(-d * 0.5, d * 0.9);
    if (isCorridor && side === 'middle') continue;
    const turn =
      side === 'left'
        ? -Math.PI / 2
        : side === 'right'
          ? Math.PI / 2
          : side === 'back'
            ? 0
            : dice.between(0, 6.28);
    putFurniture(things, dice, Frame.world.at([x, 0, z], turn + dice.normal() * 0.1));
  }
  if (dice.chance(0.5)) strew(things, dice, Frame.world, [w * 0.8, d * 0.8], dice.whole(3, 25), 0.3);
  const height = dice.between(0.7, 1.8);
  const from: [number, number, number] = [
    w * dice.between(-0.6, 0.6),
    height,
    -d + dice.between(0.1, 0.6 * d),
  ];
  const camera = Frame.world.at(
    from,
    dice.normal() * (isCorridor ? 0.15 : 0.5),
    dice.chance(0.3) ? dice.normal() * 0.05 : dice.between(-0.1, 0.55),
    dice.chance(0.5) ? 0 : dice.normal() * 0.06,
  );
  return {
    things,
    camera,
    ...lamplight(dice, [0, h, 0], [w, h, d]),
    reachM: dice.between(0.3, 1),
    focal: dice.between(0.65, 1.1),
    seed,
  };
}

function buildWalls(things: Primitives, dice: Dice, w: number, d: number, h: number): void {
  const wall = randomMaterial(dice, 'wall', 2, {
    mirror: 0,
    bumps: 0,
    ...(dice.chance(0.5) && { first: randomColour(dice, 0.3, 0.85) }),
  });
  const second = dice.chance(0.35) ? randomMaterial(dice, 'wall', 2, { bumps: 0 }) : wall;
  const floor = randomMaterial(dice, 'ground', dice.between(0.5, 2), {
    mirror: dice.chance(0.25) ? dice.between(0.05, 0.25) : 0,
  });
  const thin = 0.05;
  things.add('box', Frame.world, [0, -thin, 0], [w, thin, d + thin], floor);
  things.add(
    'box',
    Frame.world,
    [0, 2 * h + thin, 0],
    [w, thin, d],
    dice.chance(0.7) ? plainMaterial(dice, [0.7, 0.7, 0.68]) : wall,
  );
  things.add('box', Frame.world, [0, h, d + thin], [w, h, thin], second);
  things.add('box', Frame.world, [0, h, -d - thin], [w, h, thin], wall);
  for (const side of [-1, 1]) things.add('box', Frame.world, [side * (w + thin), h, 0], [thin, h, d], wall);
  const skirting = plainMaterial(dice, randomColour(dice));
  for (const side of [-1, 1]) things.add('box', Frame.world, [side * w, 0.05, 0], [0.015, 0.05, d], skirting);
  things.add('box', Frame.world, [0, 0.05, d], [w, 0.05, 0.015], skirting);
  if (dice.chance(0.3))
    things.add(
      'box',
      Frame.world,
      [dice.between(-w, w) * 0.6, 0.006, dice.between(-0.3, 0.6) * d],
      [dice.between(0.5, 1.2), 0.006, dice.between(0.5, 1.2)],
      randomMaterial(dice, 'object', 1.5),
    );
  const shine = plainMaterial(dice, [0.9, 0.9, 0.85], { glow: dice.between(1, 5) });
  for (let z = -d * 0.7, rows = dice.chance(0.35) ? d : -d; z < rows; z += 1.8) {
    things.add('box', Frame.world, [dice.chance(0.5) ? 0 : w * 0.4, 2 * h, z], [0.3, 0.01, 0.5], shine);
  }
  for (let i = 0, count = dice.chance(0.3) ? dice.whole(1, 4) : 0; i < count; i++) {
    const tall = dice.between(0.5, 1);
    const at = Frame.world.at(
      [dice.between(-w, w), tall, dice.between(-0.3, 0.8) * d],
      dice.chance(0.5) ? 0 : Math.PI / 2,
    );
    things.add('box', at, [0, 0, 0], [dice.between(0.3, 1.2), tall, 0.04], randomMaterial(dice, 'wall', 1));
  }
  for (let i = 0, count = dice.whole(1, 6); i < count; i++) hang(things, dice, w, d, h);
}

/** A window, a door, a picture, a curtain, a pipe or a screen on one of the three walls ahead. */
function hang(things: Primitives, dice: Dice, w: number, d: number, h: number): void {
  const side = dice.pick(['left', 'right', 'back', 'back'] as const);
  const at =
    side === 'back'
      ? Frame.world.at([dice.between(-w, w) * 0.7, 0, d], 0)
      : Frame.world.at(
          [side === 'left' ? -w : w, 0, dice.between(-0.4, 0.9) * d],
          side === 'left' ? -Math.PI / 2 : Math.PI / 2,
        );
  const edge = plainMaterial(dice, randomColour(dice));
  switch (
    dice.pick(['window', 'door', 'picture', 'picture', 'curtain', 'pipe', 'screen', 'cupboard'] as const)
  ) {
    case 'window': {
      const [x, y] = [dice.between(0.4, 1), dice.between(0.4, 0.9)];
      things.add('box', at, [0, 1.5, 0], [x + 0.06, y + 0.06, 0.03], edge);
      things.add(
        'box',
        at,
        [0, 1.5, -0.01],
        [x, y, 0.03],
        randomMaterial(dice, 'wall', 3, { glow: dice.between(1, 6), first: [0.7, 0.8, 0.95] }),
      );
      things.add('box', at, [0, 1.5, -0.03], [0.03, y, 0.03], edge);
      return;
    }
    case 'door':
      things.add('box', at, [0, 1.02, 0], [0.52, 1.05, 0.04], edge);
      things.add('box', at, [0, 1, -0.01], [0.45, 1, 0.045], randomMaterial(dice, 'object', 1));
      return;
    case 'picture': {
      const [x, y] = [dice.between(0.15, 0.7), dice.between(0.15, 0.6)];
      const middle = dice.between(1.2, 1.9);
      things.add('box', at, [0, middle, 0], [x + 0.03, y + 0.03, 0.02], edge);
      things.add('box', at, [0, middle, -0.01], [x, y, 0.02], randomMaterial(dice, 'object', 1));
      return;
    }
    case 'curtain': {
      const cloth = randomMaterial(dice, 'wall', 1);
      for (let i = 0, folds = dice.whole(4, 14); i < folds; i++)
        things.add('cone', at, [i * 0.11, h * 0.95, -0.08], [0.07, h * 0.9, 0.06], cloth);
      return;
    }
    case 'pipe':
      things.rod(at.point([0, 0, -0.08]), at.point([0, 2 * h, -0.08]), dice.between(0.02, 0.08), edge);
      return;
    case 'cupboard': {
      const skin = randomMaterial(dice, 'object', 1);
      for (let i = 0, count = dice.whole(1, 5); i < count; i++)
        things.add('box', at, [i * 0.62, 1.8, -0.17], [0.3, 0.35, 0.17], skin);
      return;
    }
    case 'screen':
      screen(things, dice, at.at([0, 1, -0.1]), dice.between(0.5, 1.3));
  }
}
