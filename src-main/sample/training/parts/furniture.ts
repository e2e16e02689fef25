import type { Vec3 } from '../../vector.ts';
import type { Dice } from '../Dice.ts';
import type { Frame } from '../Frame.ts';
import { plainMaterial, randomColour, randomMaterial } from '../materialDice.ts';
import type { Primitives } from '../Primitives.ts';
import { putBooks, putFigure, putPlant, putThing } from './things.ts';

/** Stands on the frame's ground; its front looks along the frame's −z. `width` is metres along x. */
type Maker = (things: Primitives, dice: Dice, foot: Frame, width: number) => void;

/** Things of the given size here and there on a level top. */
export function strew(
  things: Primitives,
  dice: Dice,
  top: Frame,
  half: readonly [number, number],
  count: number,
  size: number,
): void {
  for (let i = 0; i < count; i++) {
    const at = top.at(
      [dice.between(-half[0], half[0]), 0, dice.between(-half[1], half[1])],
      dice.between(0, 6.28),
    );
    putThing(things, dice, at, size * dice.factor(0.4, 1.6));
  }
}

const table: Maker = (things, dice, foot, width) => {
  const skin = randomMaterial(dice, 'ground', width, { mirror: dice.chance(0.2) ? 0.2 : 0 });
  const legs = plainMaterial(dice, randomColour(dice));
  const [w, d, h] = [width / 2, dice.between(0.3, 0.5), dice.between(0.4, 0.8)];
  const thick = dice.between(0.01, 0.04);
  things.add('box', foot, [0, h - thick, 0], [w, thick, d], skin);
  const leg = dice.between(0.015, 0.04);
  for (const x of [-1, 1])
    for (const z of [-1, 1])
      things.add('box', foot, [x * (w - leg), h / 2 - thick, z * (d - leg)], [leg, h / 2 - thick, leg], legs);
  if (dice.chance(0.4)) things.add('box', foot, [w * 0.6, h * 0.5, 0], [w * 0.35, h * 0.45, d * 0.9], skin);
  strew(things, dice, foot.at([0, h, 0]), [w * 0.9, d * 0.8], dice.whole(0, 9), 0.2);
};

export const chair: Maker = (things, dice, foot) => {
  const [seat, legs] = [randomMaterial(dice, 'object', 0.4), plainMaterial(dice, randomColour(dice))];
  const [w, h] = [dice.between(0.18, 0.3), dice.between(0.38, 0.5)];
  things.add('box', foot, [0, h, 0], [w, dice.between(0.015, 0.06), w], seat);
  things.add(
    'box',
    foot.at([0, h + 0.3, w], 0, dice.between(-0.25, 0)),
    [0, 0, 0],
    [w, dice.between(0.12, 0.3), 0.02],
    seat,
  );
  if (dice.chance(0.4)) {
    things.rod(foot.point([0, 0.06, 0]), foot.point([0, h, 0]), 0.03, legs);
    for (let i = 0; i < 5; i++)
      things.rod(
        foot.point([0, 0.08, 0]),
        foot.point([0.3 * Math.cos(i * 1.257), 0.03, 0.3 * Math.sin(i * 1.257)]),
        0.025,
        legs,
      );
    return;
  }
  for (const x of [-1, 1])
    for (const z of [-1, 1])
      things.rod(
        foot.point([x * w, 0, z * w]),
        foot.point([x * w * 0.9, z > 0 ? h + 0.3 : h, z * w]),
        0.018,
        legs,
      );
};

const cabinet: Maker = (things, dice, foot, width) => {
  const skin = randomMaterial(dice, 'object', width);
  const front = randomMaterial(dice, 'object', width);
  const [w, h, d] = [width / 2, dice.between(0.5, 2.1), dice.between(0.2, 0.35)];
  things.add('box', foot, [0, h / 2, 0], [w, h / 2, d], skin);
  const [columns, rows] = [dice.whole(1, 3), dice.whole(1, 5)];
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) {
      const [cw, ch] = [w / columns, h / 2 / rows];
      const at: Vec3 = [-w + (2 * i + 1) * cw, (2 * j + 1) * ch, -d];
      things.add('box', foot, at, [cw * 0.94, ch * 0.94, 0.012], front);
      things.rod(
        foot.point([at[0] - cw * 0.3, at[1] + ch * 0.5, -d - 0.03]),
        foot.point([at[0] + cw * 0.3, at[1] + ch * 0.5, -d - 0.03]),
        0.008,
        skin,
      );
    }
  }
  if (h < 1.5) strew(things, dice, foot.at([0, h, 0]), [w * 0.8, d * 0.6], dice.whole(0, 5), 0.25);
};

export const shelf: Maker = (things, dice, foot, width) => {
  const skin = randomMaterial(dice, 'object', width);
  const [w, h, d] = [width / 2, dice.between(1, 2.2), dice.between(0.13, 0.25)];
  for (const x of [-1, 1]) things.add('box', foot, [x * w, h / 2, 0], [0.012, h / 2, d], skin);
  if (dice.chance(0.6)) things.add('box', foot, [0, h / 2, d], [w, h / 2, 0.008], skin);
  const boards = dice.whole(3, 6);
  for (let i = 0; i <= boards; i++) {
    const y = (i * h) / boards;
    things.add('box', foot, [0, y, 0], [w, 0.012, d], skin);
    if (i === boards) break;
    let x = -w + 0.03;
    const isBooks = dice.chance(0.6);
    while (x < w - 0.1) {
      const size = (h / boards) * dice.between(0.4, 0.9);
      const wide = isBooks ? dice.between(0.015, 0.06) : dice.between(0.08, 0.3);
      if (dice.chance(0.85)) {
        if (isBooks)
          things.add(
            'box',
            foot,
            [x + wide, y + size / 2, dice.between(-0.05, 0.05)],
            [wide, size / 2, d * 0.7],
            randomMaterial(dice, 'object', 0.2),
          );
        else putThing(things, dice, foot.at([x + wide, y + 0.012, 0]), size * 0.8);
      }
      x += 2 * wide + 0.004;
    }
  }
};

const sofa: Maker = (things, dice, foot, width) => {
  const skin = randomMaterial(dice, 'object', width);
  const [w, h, d] = [width / 2, dice.between(0.3, 0.5), dice.between(0.3, 0.5)];
  things.add('box', foot, [0, h / 2, 0], [w, h / 2, d], skin);
  things.add('box', foot.at([0, h, d], 0, -0.15), [0, 0.15, 0], [w, dice.between(0.2, 0.4), 0.1], skin);
  for (const x of [-1, 1]) things.add('box', foot, [x * w, h * 0.7, 0], [0.1, h * 0.75, d], skin);
  for (let i = 0, count = dice.whole(0, 4); i < count; i++) {
    const at = foot.at(
      [dice.between(-w, w) * 0.7, h + 0.15, d * 0.3],
      dice.between(-0.6, 0.6),
      dice.between(-0.6, 0),
    );
    things.add('ball', at, [0, 0, 0], [0.22, 0.2, 0.08], randomMaterial(dice, 'object', 0.3));
  }
};

const bed: Maker = (things, dice, foot, width) => {
  const [w, h, d] = [Math.max(0.45, width / 2), dice.between(0.3, 0.6), 1];
  things.add('box', foot, [0, h / 2, 0], [w, h / 2, d], randomMaterial(dice, 'object', 1));
  things.add('box', foot, [0, h, d], [w, dice.between(0.2, 0.6), 0.03], randomMaterial(dice, 'object', 1));
  things.add('ball', foot, [0, h, 0], [w * 1.02, 0.09, d], randomMaterial(dice, 'object', 1));
  for (const x of [-0.5, 0.5])
    things.add(
      'ball',
      foot,
      [x * w, h + 0.08, d * 0.75],
      [w * 0.4, 0.09, 0.22],
      randomMaterial(dice, 'object', 0.5),
    );
};

const lamp: Maker = (things, dice, foot) => {
  const h = dice.between(0.5, 1.8);
  things.rod(foot.point([0, 0, 0]), foot.point([0, h, 0]), 0.015, plainMaterial(dice, randomColour(dice)));
  things.add(
    'cone',
    foot,
    [0, h, 0],
    [0.2, 0.14, 0.2],
    plainMaterial(dice, [0.8, 0.75, 0.6], { glow: dice.between(0, 3) }),
    0.6,
  );
};

export const screen: Maker = (things, dice, foot, width) => {
  const h = width * dice.between(0.5, 0.8);
  const dark = plainMaterial(dice, [0.03, 0.03, 0.03], { gloss: 0.3 });
  things.add('box', foot, [0, h * 0.6, 0], [width / 2, h / 2, 0.02], dark);
  things.add(
    'sheet',
    foot,
    [0, h * 0.6, -0.022],
    [width * 0.47, h * 0.45, 1],
    randomMaterial(dice, 'object', width, { glow: dice.between(0, 1.5) }),
  );
  things.rod(foot.point([0, 0, 0]), foot.point([0, h * 0.3, 0]), 0.03, dark);
};

const makers: readonly Maker[] = [table, table, chair, chair, cabinet, cabinet, shelf, sofa, bed, lamp];

/** Some piece of furniture. */
export function putFurniture(things: Primitives, dice: Dice, foot: Frame): void {
  if (dice.chance(0.1)) putPlant(things, dice, foot, dice.between(0.4, 1.8));
  else if (dice.chance(0.07)) putFigure(things, dice, foot, dice.between(1.5, 1.9));
  else if (dice.next() < 0.1) putBooks(things, dice, foot, dice.between(0.3, 0.7));
  else if (dice.chance(0.2)) putThing(things, dice, foot, dice.between(0.2, 1));
  else dice.pick(makers)(things, dice, foot, dice.between(0.6, 2.2));
}
