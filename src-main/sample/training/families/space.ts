import type { Dice } from '../Dice.ts';
import { Frame } from '../Frame.ts';
import { randomMaterial } from '../materialDice.ts';
import { sunAt } from '../../light/sky.ts';
import { Primitives } from '../Primitives.ts';
import type { Stage } from '../Stage.ts';

/** One or a few bodies before black space, lit by a sun alone. */
export function space(dice: Dice, seed: number): Stage {
  const things = new Primitives();
  for (let i = 0, count = dice.whole(1, 4); i < count; i++) {
    const z = dice.factor(3, 20);
    const radius = z * dice.between(0.05, i === 0 ? 0.8 : 0.25);
    const at = Frame.world.at(
      [dice.normal() * 0.3 * z, dice.normal() * 0.2 * z, z + radius],
      dice.between(0, 6),
      dice.between(0, 6),
    );
    const skin = randomMaterial(dice, 'nature', radius * 2, {
      bumps: dice.between(0.2, 1),
      gloss: 0,
      mirror: 0,
      stains: 0.5,
      grain: 0.5,
    });
    const isRound = dice.chance(0.5);
    const size = () => radius * (isRound ? 1 : dice.between(0.5, 1));
    things.add('ball', at, [0, 0, 0], [size(), size(), size()], skin);
    for (let k = 0, lumps = isRound ? 0 : dice.whole(2, 12); k < lumps; k++) {
      const r = radius * dice.between(0.2, 0.7);
      things.add(
        'ball',
        at,
        [dice.normal() * radius * 0.4, dice.normal() * radius * 0.4, dice.normal() * radius * 0.4],
        [r, r * dice.between(0.6, 1), r],
        skin,
      );
    }
  }
  return {
    things,
    camera: Frame.world.at([0, 0, 0]),
    lights: [
      {
        kind: 'sun',
        at: sunAt(dice.either(dice.between(30, 175)), dice.between(-40, 60)),
        colour: [3, 2.9, 2.8],
      },
    ],
    ambientAbove: [0.02, 0.02, 0.02],
    ambientBelow: [0.02, 0.02, 0.02],
    reachM: 0.5,
    backdrop: {
      zenith: [0, 0, 0.001],
      horizon: [0, 0, 0],
      ground: [0, 0, 0],
      clouds: dice.between(0, 0.5),
      isSpace: true,
      seed,
    },
    haze: null,
    focal: dice.between(0.8, 1.5),
    brightness: dice.between(0.04, 0.2),
    seed,
  };
}
