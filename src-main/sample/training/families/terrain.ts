import { noise } from '../../textures/noise.ts';
import type { Dice } from '../Dice.ts';
import { Frame } from '../Frame.ts';
import { HeightField } from '../HeightField.ts';
import { randomColour, randomMaterial } from '../materialDice.ts';
import { daylight } from '../parts/illumination.ts';
import { mound, tree } from '../parts/outdoors.ts';
import { putThing } from '../parts/things.ts';
import { Primitives } from '../Primitives.ts';
import type { Stage } from '../Stage.ts';

/** Hills, dunes or mountains under a sky, with trees, boulders and now and then something built. */
export function terrain(dice: Dice, seed: number): Stage {
  const things = new Primitives();
  const [height, size] = [dice.factor(0.5, 25), dice.factor(8, 60)];
  const shape = dice.whole(1, 1e6);
  const field = new HeightField(-150, -20, 300, 220, (x, z) => {
    let [sum, s, h] = [0, size, height];
    for (let i = 0; i < 5; i++) {
      sum += h * noise(x / s, 0.5, z / s, shape + i);
      s *= 0.5;
      h *= 0.45;
    }
    return sum + (z > 60 ? ((z - 60) / 100) * height : 0);
  });
  const first = randomColour(dice, 0.05, 0.6);
  things.addField(
    field,
    randomMaterial(dice, 'nature', 4, { first, mirror: 0, gloss: 0, bumps: 0.5, grain: 0.5 }),
  );
  const spot = (low: number, high: number) => {
    const z = dice.factor(low, high);
    const x = dice.between(-1, 1) * (1 + z * 0.8);
    return Frame.world.at([x, field.height(x, z) - 0.05, z], dice.between(0, 6.28));
  };
  const wooded = dice.chance(0.6) ? dice.whole(3, 50) : 0;
  for (let i = 0; i < wooded; i++) tree(things, dice, spot(8, 110), dice.between(3, 12), i < 2);
  for (let i = 0, count = dice.whole(0, 25); i < count; i++)
    mound(things, dice, spot(3, 60), dice.factor(0.2, 2));
  for (let i = 0, count = dice.whole(0, 4); i < count; i++)
    putThing(things, dice, spot(4, 30), dice.between(0.5, 4));
  const [x, z] = [dice.between(-5, 5), 0];
  const camera = Frame.world.at(
    [x, field.height(x, z) + dice.between(1.2, 6), z],
    0,
    dice.between(-0.15, 0.25),
    dice.normal() * 0.02,
  );
  return {
    things,
    camera,
    ...daylight(dice, 120),
    reachM: dice.between(0.5, 3),
    focal: dice.between(0.55, 1.1),
    seed,
  };
}
