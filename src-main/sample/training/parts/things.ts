import type { Vec3 } from '../../vector.ts';
import type { Dice } from '../Dice.ts';
import type { Frame } from '../Frame.ts';
import type { Material } from '../Material.ts';
import {
  glassMaterial,
  mirrorMaterial,
  plainMaterial,
  randomColour,
  randomMaterial,
} from '../materialDice.ts';
import type { Primitives } from '../Primitives.ts';

/** Puts a thing of about the given height on the frame's ground (y = 0), at its origin. */
type Maker = (things: Primitives, dice: Dice, foot: Frame, size: number) => void;

function anyMaterial(dice: Dice, size: number): Material {
  const kind = dice.next();
  if (kind < 0.04) return glassMaterial(dice);
  if (kind < 0.08) return mirrorMaterial(dice);
  return randomMaterial(dice, 'object', size);
}

const box: Maker = (things, dice, foot, size) => {
  const half: Vec3 = [size * dice.between(0.15, 0.7), size / 2, size * dice.between(0.15, 0.6)];
  things.add('box', foot, [0, half[1], 0], half, anyMaterial(dice, size));
};

const ball: Maker = (things, dice, foot, size) => {
  const half: Vec3 = [size * dice.between(0.35, 0.6), size / 2, size * dice.between(0.35, 0.6)];
  things.add('ball', foot, [0, half[1], 0], half, anyMaterial(dice, size));
};

const cone: Maker = (things, dice, foot, size) => {
  const radius = size * dice.between(0.12, 0.5);
  const top = dice.pick([1, 1, 0.02, 0.6, 1.3]);
  things.add('cone', foot, [0, size / 2, 0], [radius, size / 2, radius], anyMaterial(dice, size), top);
};

const bottle: Maker = (things, dice, foot, size) => {
  const skin = dice.chance(0.3) ? glassMaterial(dice) : anyMaterial(dice, size);
  const radius = size * dice.between(0.1, 0.22);
  const neck = dice.between(0.25, 0.5);
  const share = dice.between(0.5, 0.75);
  const cone = (low: number, high: number, width: number, top: number, material = skin) => {
    const half = ((high - low) * size) / 2;
    things.add('cone', foot, [0, low * size + half, 0], [width, half, width], material, top);
  };
  cone(0, share, radius, 1);
  cone(share, share + 0.12, radius, neck);
  cone(share + 0.12, 0.94, radius * neck, 1);
  cone(0.94, 1, radius * neck * 1.15, 1, plainMaterial(dice, randomColour(dice)));
  const label = radius * 1.01;
  things.add(
    'cone',
    foot,
    [0, size * share * 0.5, 0],
    [label, size * share * 0.25, label],
    randomMaterial(dice, 'object', size),
  );
};

const mug: Maker = (things, dice, foot, size) => {
  const skin = anyMaterial(dice, size);
  const radius = size * dice.between(0.35, 0.5);
  things.add('cone', foot, [0, size / 2, 0], [radius, size / 2, radius], skin, dice.between(0.9, 1.3));
  const handle: Vec3[] = [0.2, 0.35, 0.65, 0.8].map((h, i) => [
    radius * (i % 3 === 0 ? 0.9 : 1.5),
    h * size,
    0,
  ]);
  things.path(
    handle.map((point) => foot.point(point)),
    size * 0.06,
    skin,
  );
};

const books: Maker = (things, dice, foot, size) => {
  let height = 0;
  while (height < size) {
    const thick = size * dice.between(0.08, 0.25);
    const half: Vec3 = [size * dice.between(0.4, 0.6), thick / 2, size * dice.between(0.3, 0.45)];
    const turned = foot.at([0, height + thick / 2, 0], dice.between(-0.3, 0.3));
    things.add('box', turned, [0, 0, 0], half, randomMaterial(dice, 'object', size));
    height += thick;
  }
};

const board: Maker = (things, dice, foot, size) => {
  const leaning = foot.at([0, size / 2, 0], 0, dice.between(-0.3, 0.1));
  things.add(
    'box',
    leaning,
    [0, 0, 0],
    [size * dice.between(0.3, 0.9), size / 2, size * 0.015],
    randomMaterial(dice, 'wall', size),
  );
};

const plant: Maker = (things, dice, foot, size) => {
  const pot = size * dice.between(0.12, 0.25);
  const tone = randomColour(dice, 0.05, 0.3);
  things.add('cone', foot, [0, pot, 0], [pot * 0.8, pot, pot * 0.8], anyMaterial(dice, size), 1.3);
  const isSucculent = dice.chance(0.4);
  for (let i = 0, count = dice.whole(8, 40); i < count; i++) {
    const leaf = plainMaterial(dice, [tone[0] * 0.5, tone[1], tone[2] * 0.3], { stains: 0.5 });
    const [turn, lift] = [dice.between(0, 6.28), dice.between(0.1, 1.4)];
    const reach = (size - 2 * pot) * dice.between(0.5, 1.1);
    const tip: Vec3 = [
      Math.cos(lift) * Math.cos(turn) * reach,
      Math.sin(lift) * reach,
      Math.cos(lift) * Math.sin(turn) * reach,
    ];
    if (isSucculent) {
      things.rod(
        foot.point([0, 2 * pot, 0]),
        foot.point([tip[0], 2 * pot + tip[1], tip[2]]),
        size * 0.04,
        leaf,
        0.1,
      );
    } else {
      const at = foot.at([tip[0], 2 * pot + tip[1], tip[2]], dice.between(0, 6.28), dice.between(0, 3));
      things.rod(foot.point([0, 2 * pot, 0]), at.origin, size * 0.008, leaf);
      things.add(
        'disc',
        at,
        [0, 0, 0],
        [size * dice.between(0.05, 0.14), size * dice.between(0.03, 0.1), 1],
        leaf,
      );
    }
  }
};

const rods: Maker = (things, dice, foot, size) => {
  const skin = anyMaterial(dice, size);
  const top = foot.point([0, size, 0]);
  for (let i = 0, count = dice.whole(2, 5); i < count; i++) {
    const end = foot.point([dice.between(-0.5, 0.5) * size, 0, dice.between(-0.5, 0.5) * size]);
    things.rod(end, top, size * dice.between(0.008, 0.04), skin);
  }
};

/** Bodies stuck together at any angle: a toy, a machine, a figure. */
const sculpture: Maker = (things, dice, foot, size) => {
  const skins = Array.from({ length: dice.whole(1, 3) }, () => anyMaterial(dice, size));
  let at: Vec3 = [0, size * 0.3, 0];
  for (let i = 0, count = dice.whole(3, 14); i < count; i++) {
    const part = foot.at(at, dice.between(0, 6.28), dice.between(0, 3), dice.between(0, 3));
    const half: Vec3 = [0, 1, 2].map(() => size * dice.factor(0.03, 0.3)) as unknown as Vec3;
    things.add(
      dice.pick(['box', 'ball', 'cone'] as const),
      part,
      [0, 0, 0],
      half,
      dice.pick(skins),
      dice.between(0.3, 1),
    );
    const step = () => size * dice.between(-0.22, 0.22);
    at = [at[0] + step(), Math.min(size, Math.max(size * 0.1, at[1] + step() + 0.03 * size)), at[2] + step()];
  }
};

const figure: Maker = (things, dice, foot, size) => {
  const [cloth, legs] = [randomMaterial(dice, 'object', size), plainMaterial(dice, randomColour(dice))];
  const skin = plainMaterial(dice, [0.5 * dice.between(0.3, 1.2), 0.32 * dice.between(0.5, 1.1), 0.24]);
  const s = size;
  for (const side of [-1, 1]) {
    things.rod(
      foot.point([side * 0.09 * s, 0, dice.between(-0.1, 0.1) * s]),
      foot.point([side * 0.05 * s, 0.48 * s, 0]),
      0.04 * s,
      legs,
      1.4,
    );
    const hand = foot.point([
      side * dice.between(0.12, 0.3) * s,
      dice.between(0.4, 0.9) * s,
      dice.between(-0.1, 0.1) * s,
    ]);
    things.rod(foot.point([side * 0.11 * s, 0.79 * s, 0]), hand, 0.032 * s, cloth, 0.7);
  }
  things.add('ball', foot, [0, 0.64 * s, 0], [0.13 * s, 0.2 * s, 0.08 * s], cloth);
  things.add('ball', foot, [0, 0.92 * s, 0], [0.055 * s, 0.075 * s, 0.065 * s], skin);
};

/** A frame of rods or bars crossing: grid, trellis, fence, rack. */
const lattice: Maker = (things, dice, foot, size) => {
  const skin = anyMaterial(dice, size);
  const half = size * dice.between(0.4, 1);
  const count = dice.whole(3, 9);
  const bar = size * dice.between(0.01, 0.04);
  for (let i = 0; i <= count; i++) {
    const x = half * ((2 * i) / count - 1);
    things.add('box', foot, [x, size / 2, 0], [bar, size / 2, bar], skin);
    if (i % 2 === 0) things.add('box', foot, [0, (size * i) / count, bar], [half, bar, bar], skin);
  }
};

const makers: readonly Maker[] = [
  box,
  box,
  box,
  ball,
  cone,
  cone,
  bottle,
  mug,
  books,
  board,
  plant,
  rods,
  sculpture,
  sculpture,
  figure,
  lattice,
];

/** Some thing or other. */
export const putThing: Maker = (things, dice, foot, size) => dice.pick(makers)(things, dice, foot, size);
export const putPlant = plant;
export const putFigure = figure;
export const putBooks = books;
export const putLattice = lattice;
