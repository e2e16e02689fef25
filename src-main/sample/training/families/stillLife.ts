import { Dice } from '../Dice.ts';
import { Frame } from '../Frame.ts';
import { plainMaterial, randomColour, randomMaterial } from '../materialDice.ts';
import { lamplight } from '../parts/illumination.ts';
import { putFigure, putLattice, putPlant, putThing } from '../parts/things.ts';
import { Primitives } from '../Primitives.ts';
import type { Stage } from '../Stage.ts';

/** A few large things and rows of like ones close before a bold wall, through a long lens: size and overlap tell depth. */
export function stillLife(dice: Dice, seed: number): Stage {
  const things = new Primitives();
  const focal = dice.factor(0.8, 2.6);
  const far = dice.between(1, 2) * focal;
  const near = far * dice.between(0.4, 0.8);
  // Half of what the lens takes in at a distance of one metre, along the longer side.
  const span = 0.5 / focal;
  const floor = -far * span * dice.between(0.35, 0.9);
  hangBackdrop(things, dice, far, floor, span);
  things.add(
    'box',
    Frame.world,
    [0, floor - 0.05, far / 2],
    [4, 0.05, far],
    randomMaterial(dice, dice.pick(['ground', 'wall'] as const), 1, { mirror: 0 }),
  );
  const spot = (low: number, high: number) => {
    const z = dice.between(low, high);
    return Frame.world.at([dice.between(-0.9, 0.9) * z * span, floor, z], dice.between(0, 6.28));
  };
  const full = far * span;
  for (let i = 0, rows = dice.whole(0, 3); i < rows; i++) {
    const [kind, size] = [dice.whole(1, 1e6), full * dice.between(0.2, 0.7)];
    for (let k = 0, count = dice.whole(2, 7); k < count; k++)
      putThing(things, new Dice(kind), spot(near, far * 0.95), size);
  }
  for (let i = 0, count = dice.whole(1, 4); i < count; i++) {
    const size = full * dice.between(0.5, 1.3);
    const foot = spot(near, far * 0.85);
    switch (dice.pick(['plant', 'head', 'thing', 'thing', 'figure', 'lattice'] as const)) {
      case 'plant':
        putPlant(things, dice, foot, size);
        break;
      case 'head':
        putHead(things, dice, Frame.world.at(foot.origin, dice.normal() * 0.5), size);
        break;
      case 'figure':
        putFigure(things, dice, foot, size);
        break;
      case 'lattice':
        putLattice(
          things,
          dice,
          Frame.world.at(foot.origin, dice.normal() * 0.3, dice.between(0, 0.3)),
          size,
        );
        break;
      case 'thing':
        putThing(things, dice, foot, size);
    }
  }
  for (let i = 0, count = dice.whole(0, 14); i < count; i++)
    putThing(things, dice, spot(near * 0.9, far), full * dice.factor(0.1, 0.5));
  return {
    things,
    camera: Frame.world.at(
      [0, 0, 0],
      dice.normal() * 0.05,
      dice.chance(0.5) ? 0 : dice.between(-0.05, 0.25),
      dice.normal() * 0.02,
    ),
    ...lamplight(dice, [0, 0.4, far / 2], [1.5, 1, far / 2]),
    reachM: dice.between(0.05, 0.3),
    focal,
    seed,
  };
}

/** A bold wall, a curtain in folds or boards side by side, now and then with pictures or a trellis against it. */
function hangBackdrop(things: Primitives, dice: Dice, far: number, floor: number, span: number): void {
  const skin = randomMaterial(dice, 'object', dice.between(0.2, 1.2), {
    mirror: 0,
    gloss: 0,
    pattern: dice.pick([
      'collage',
      'mottled',
      'stripes',
      'tiles',
      'text',
      'plain',
      'stones',
      'bricks',
    ] as const),
  });
  const wall = Frame.world.at([0, floor, far], dice.normal() * 0.15);
  things.add('box', wall, [0, 1.5, 0.2], [6, 2, 0.05], skin);
  const half = far * span * 1.3;
  switch (dice.pick(['bare', 'bare', 'folds', 'boards', 'trellis', 'pictures'] as const)) {
    case 'folds':
      for (
        let x = -half, wide = half * dice.between(0.04, 0.12);
        x < half;
        x += wide * dice.between(0.8, 1.4)
      )
        things.add('cone', wall, [x, 1, 0.12], [wide, 2, wide * dice.between(0.4, 1)], skin);
      return;
    case 'boards':
      for (let x = -half; x < half; x += half * 0.5)
        things.add(
          'box',
          wall.at([x, 0, dice.between(-0.15, 0.05)], dice.normal() * 0.1, dice.between(-0.1, 0.1)),
          [0, half * dice.between(0.3, 1.2), 0],
          [half * 0.24, half * dice.between(0.4, 1), 0.01],
          randomMaterial(dice, 'object', 0.7),
        );
      return;
    case 'trellis':
      putLattice(
        things,
        dice,
        wall.at([dice.between(-0.7, 0.7) * half, 0, 0.05], 0, 0, dice.between(-0.8, 0.8)),
        half * dice.between(0.8, 1.6),
      );
      return;
    case 'pictures':
      for (let i = 0, count = dice.whole(1, 6); i < count; i++)
        things.add(
          'box',
          wall,
          [dice.between(-half, half), dice.between(0.2, 1.8) * half, 0.14],
          [half * dice.between(0.1, 0.4), half * dice.between(0.1, 0.4), 0.02],
          randomMaterial(dice, 'object', 0.4),
        );
      return;
    case 'bare':
  }
}

/** A head or a mask on the ground that looks along the frame's −z. */
function putHead(things: Primitives, dice: Dice, foot: Frame, size: number): void {
  const skin = randomMaterial(dice, 'object', size, {
    pattern: dice.pick(['plain', 'mottled', 'wood'] as const),
  });
  const dark = plainMaterial(dice, randomColour(dice, 0.02, 0.3));
  const [w, h, d] = [size * dice.between(0.28, 0.45), size / 2, size * dice.between(0.12, 0.45)];
  const face = (x: number, y: number) => -d * Math.sqrt(Math.max(0, 1 - x * x - y * y));
  things.add('ball', foot, [0, h, 0], [w, h, d], skin);
  for (const x of [-0.35, 0.35]) {
    things.add('ball', foot, [x * w, 1.2 * h, face(x, 0.2)], [w * 0.16, h * 0.07, d * 0.08], dark);
    things.add('box', foot, [x * w, 1.34 * h, face(x, 0.34)], [w * 0.24, h * 0.03, d * 0.12], skin);
    if (dice.chance(0.5))
      things.add('ball', foot, [2.8 * x * w, h * 1.1, 0], [w * 0.12, h * 0.2, d * 0.2], skin);
  }
  things.add('cone', foot, [0, 1.02 * h, face(0, 0)], [w * 0.16, h * 0.2, d * 0.3], skin, 0.3);
  things.add(
    'ball',
    foot,
    [0, 0.6 * h, face(0, -0.4)],
    [w * 0.3, h * dice.between(0.03, 0.1), d * 0.1],
    dark,
  );
}
