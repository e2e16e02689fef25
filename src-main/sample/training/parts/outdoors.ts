import type { Vec3 } from '../../vector.ts';
import type { Dice } from '../Dice.ts';
import type { Frame } from '../Frame.ts';
import { plainMaterial, randomColour, randomMaterial } from '../materialDice.ts';
import type { Primitives } from '../Primitives.ts';

/** A car or a van whose nose looks along the frame's z. */
export function car(things: Primitives, dice: Dice, foot: Frame): void {
  const paintwork = plainMaterial(dice, randomColour(dice, 0.02, 0.8), {
    gloss: 0.5,
    sharpness: 60,
    mirror: dice.between(0, 0.15),
  });
  const glass = plainMaterial(dice, [0.03, 0.035, 0.04], {
    gloss: 0.6,
    sharpness: 150,
    mirror: dice.between(0.05, 0.4),
  });
  const rubber = plainMaterial(dice, [0.02, 0.02, 0.02]);
  const isVan = dice.chance(0.25);
  const [w, l] = [dice.between(0.8, 0.95), isVan ? dice.between(2, 3.2) : dice.between(1.8, 2.4)];
  const h = isVan ? dice.between(0.8, 1.1) : dice.between(0.28, 0.38);
  things.add('box', foot, [0, 0.3 + h, 0], [w, h, l], paintwork);
  if (isVan) things.add('box', foot, [0, 0.3 + 1.5 * h, 0], [w * 1.01, h * 0.35, l * 0.97], glass);
  else {
    const roof = 0.3 + 2 * h;
    const back = dice.between(-0.3, 0);
    things.add('box', foot, [0, roof + 0.22, back], [w * 0.88, 0.24, l * 0.48], glass);
    things.add('box', foot, [0, roof + 0.46, back], [w * 0.86, 0.03, l * 0.42], paintwork);
    for (const x of [-1, 1])
      for (const z of [-0.45, 0, 0.45])
        things.rod(
          foot.point([x * w * 0.9, roof, back + z * l]),
          foot.point([x * w * 0.86, roof + 0.46, back + z * l * 0.85]),
          0.035,
          paintwork,
        );
  }
  for (const z of [-0.62, 0.62])
    things.rod(foot.point([-w * 1.02, 0.31, z * l]), foot.point([w * 1.02, 0.31, z * l]), 0.31, rubber);
  for (const x of [-0.75, 0.75]) {
    things.add(
      'ball',
      foot,
      [x * w, 0.35 + h, -l],
      [0.12, 0.09, 0.04],
      plainMaterial(dice, [0.6, 0.02, 0.02], { glow: 0.5 }),
    );
    things.add('ball', foot, [x * w, 0.35 + h, l], [0.13, 0.09, 0.04], plainMaterial(dice, [0.8, 0.8, 0.75]));
  }
}

/** Trunk, branches and a crown: of leaves for near trees, of clouds of balls for far ones. */
export function tree(things: Primitives, dice: Dice, foot: Frame, height: number, isNear: boolean): void {
  const bark = randomMaterial(dice, 'nature', 0.5, {
    first: randomColour(dice, 0.03, 0.15),
    pattern: 'mottled',
  });
  const tone = dice.between(0.04, 0.2);
  const autumn = dice.chance(0.25) ? dice.between(0.5, 1.5) : dice.between(0.3, 0.7);
  const leaf = randomMaterial(dice, 'nature', 1, {
    first: [tone * autumn, tone, tone * 0.25],
    second: [tone * 0.4, tone * 0.5, tone * 0.1],
    third: [tone * 1.6, tone * 1.8, tone * 0.5],
    size: 0.4,
    grain: 0.5,
    stains: 0.5,
    bumps: 0.9,
    gloss: 0,
    mirror: 0,
  });
  const trunk = height * dice.between(0.15, 0.45);
  const radius = height * dice.between(0.015, 0.04);
  things.rod(foot.point([0, 0, 0]), foot.point([0, trunk * 1.4, 0]), radius, bark, 0.7);
  const crown: Vec3 = [0, trunk + (height - trunk) / 2, 0];
  const isBare = dice.chance(0.12);
  const reach: Vec3 = [
    height * dice.between(0.15, 0.35),
    (height - trunk) / 2,
    height * dice.between(0.15, 0.35),
  ];
  for (let i = 0, count = isNear || isBare ? dice.whole(6, 14) : 4; i < count; i++) {
    const end = crown.map((c, k) => c + reach[k]! * dice.between(-0.8, 0.8)) as unknown as Vec3;
    things.rod(foot.point([0, trunk * dice.between(0.7, 1.3), 0]), foot.point(end), radius * 0.35, bark, 0.3);
  }
  if (isBare) return;
  const count = isNear ? dice.whole(120, 500) : dice.whole(12, 40);
  for (let i = 0; i < count; i++) {
    const [a, b] = [dice.between(0, 6.28), dice.between(-1, 1)];
    const r = dice.next() ** 0.4;
    const flat = Math.sqrt(1 - b * b);
    const at = foot.at(
      [
        crown[0] + reach[0] * r * flat * Math.cos(a),
        crown[1] + reach[1] * r * b,
        crown[2] + reach[2] * r * flat * Math.sin(a),
      ],
      dice.between(0, 6.28),
      dice.between(0, 3),
    );
    if (isNear) {
      const size = height * dice.between(0.015, 0.04);
      things.add('disc', at, [0, 0, 0], [size, size * 0.6, 1], leaf);
    } else {
      const size = height * dice.between(0.04, 0.11);
      things.add('ball', at, [0, 0, 0], [size, size * 0.8, size], leaf);
    }
  }
}

/** A lamp post, a sign or a bare pole. */
export function pole(things: Primitives, dice: Dice, foot: Frame): void {
  const metal = plainMaterial(dice, randomColour(dice, 0.05, 0.5));
  const height = dice.between(2, 8);
  things.rod(foot.point([0, 0, 0]), foot.point([0, height, 0]), dice.between(0.03, 0.12), metal, 0.8);
  if (dice.chance(0.4)) {
    const arm = dice.either(dice.between(0.5, 2));
    things.rod(foot.point([0, height, 0]), foot.point([arm, height + 0.2, 0]), 0.04, metal);
    things.add('box', foot, [arm, height + 0.15, 0], [0.3, 0.06, 0.12], metal);
  } else if (dice.chance(0.7)) {
    const size = dice.between(0.25, 0.6);
    things.add(
      dice.pick(['disc', 'sheet'] as const),
      foot,
      [0, Math.min(height, 2.4), -0.13],
      [size, size, 1],
      randomMaterial(dice, 'object', 1),
    );
  }
}

/** A house: box with windows, plinth and a roof. Its front looks along the frame's −z, `width` along x. */
export function house(things: Primitives, dice: Dice, foot: Frame, width: number, height: number): void {
  const wall = randomMaterial(dice, 'wall', 3, {
    pattern: dice.pick(['windows', 'windows', 'windows', 'bricks', 'plain'] as const),
    second: randomColour(dice, 0.01, 0.2),
    third: randomColour(dice, 0.2, 0.8),
    size: dice.between(1.6, 4),
    mirror: 0,
  });
  const depth = dice.between(3, 8);
  things.add('box', foot, [0, height / 2, depth], [width / 2, height / 2, depth], wall);
  const trim = plainMaterial(dice, randomColour(dice, 0.1, 0.7));
  things.add('box', foot, [0, height, depth], [width / 2 + 0.2, 0.15, depth + 0.3], trim);
  things.add('box', foot, [0, 0.4, depth], [width / 2 + 0.05, 0.4, depth + 0.06], trim);
  for (let y = 3, floors = dice.chance(0.4) ? height : 0; y < floors - 1; y += 3) {
    for (let x = -width / 2 + 1.5; x < width / 2 - 1; x += 4)
      things.add('box', foot, [x, y, -0.5], [1.1, 0.5, 0.5], trim);
  }
  if (dice.chance(0.4)) {
    const slope = dice.between(0.4, 0.9);
    const roof = randomMaterial(dice, 'wall', 2, { first: randomColour(dice, 0.03, 0.3) });
    for (const side of [-1, 1]) {
      const at = foot.at(
        [0, height + (depth * Math.tan(slope)) / 2, depth + (side * depth) / 2],
        0,
        side * slope,
      );
      things.add('box', at, [0, 0, 0], [width / 2 + 0.3, 0.1, depth / 2 / Math.cos(slope) + 0.3], roof);
    }
  }
}

/** A shrub or a boulder. */
export function mound(things: Primitives, dice: Dice, foot: Frame, size: number): void {
  const skin = randomMaterial(dice, 'nature', size, {
    bumps: 0.8,
    first: randomColour(dice, 0.03, 0.4),
    grain: 0.4,
  });
  for (let i = 0, count = dice.whole(1, 9); i < count; i++) {
    const r = size * dice.between(0.3, 0.7);
    const at = foot.at(
      [dice.between(-size, size) * 0.6, r * dice.between(0.2, 0.8), dice.between(-size, size) * 0.6],
      dice.between(0, 6),
    );
    things.add('ball', at, [0, 0, 0], [r, r * dice.between(0.5, 1), r * dice.between(0.6, 1)], skin);
  }
}
