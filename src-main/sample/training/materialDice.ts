import { clamp01, mix, scale, type Vec3 } from '../vector.ts';
import type { Dice } from './Dice.ts';
import type { Material, Pattern } from './Material.ts';

/** A colour as things have them: often greyish, of any brightness, sometimes vivid. */
export function randomColour(dice: Dice, dark = 0.03, bright = 0.8): Vec3 {
  const value = dice.factor(dark, bright);
  const saturation = dice.chance(0.4) ? dice.between(0.5, 1) : dice.between(0, 0.4);
  const hue = dice.chance(0.5) ? dice.between(0, 0.16) : dice.next();
  const channel = (n: number) => {
    const k = (n + hue * 6) % 6;
    return 1 - saturation * clamp01(Math.min(k, 4 - k));
  };
  return scale([channel(5), channel(3), channel(1)], value);
}

const looks: Readonly<Record<'ground' | 'wall' | 'object' | 'nature', readonly Pattern[]>> = {
  ground: ['plain', 'mottled', 'mottled', 'tiles', 'wood', 'stones', 'specks', 'stripes', 'bricks'],
  wall: ['plain', 'plain', 'mottled', 'bricks', 'tiles', 'stripes', 'wood', 'collage'],
  object: [
    'plain',
    'plain',
    'plain',
    'mottled',
    'stripes',
    'wood',
    'specks',
    'collage',
    'collage',
    'text',
    'tiles',
    'stones',
  ],
  nature: ['mottled', 'mottled', 'specks', 'stones'],
};

/** A material for a thing of the given size, metres, with whatever the caller knows better. */
export function randomMaterial(
  dice: Dice,
  use: keyof typeof looks,
  sizeM: number,
  known: Partial<Material> = {},
): Material {
  const first = known.first ?? randomColour(dice);
  const contrast = dice.chance(0.5) ? dice.between(0.1, 0.4) : dice.between(0.4, 1);
  const isShiny = use === 'object' ? dice.chance(0.45) : dice.chance(0.2);
  return {
    pattern: dice.pick(looks[use]),
    first,
    second: mix(first, randomColour(dice), contrast),
    third: mix(first, randomColour(dice), contrast),
    size: sizeM * dice.factor(0.06, 0.6),
    seed: dice.whole(1, 1_000_000),
    grain: dice.chance(0.5) ? dice.between(0, 0.5) : 0.05,
    stains: dice.between(0, 0.5),
    gloss: isShiny ? dice.between(0.05, 0.6) : 0,
    sharpness: dice.factor(8, 300),
    mirror: isShiny && dice.chance(0.25) ? dice.between(0.05, 0.4) : 0,
    clear: 0,
    glow: 0,
    bumps: dice.chance(0.3) ? dice.between(0, 0.5) : 0,
    ...known,
  };
}

/** One colour, little else. */
export function plainMaterial(dice: Dice, first: Vec3, known: Partial<Material> = {}): Material {
  return randomMaterial(dice, 'object', 1, {
    first,
    pattern: 'plain',
    grain: dice.between(0, 0.15),
    stains: dice.between(0, 0.25),
    mirror: 0,
    bumps: 0,
    ...known,
  });
}

/** Clear glass, tinted. */
export function glassMaterial(dice: Dice): Material {
  return plainMaterial(dice, randomColour(dice, 0.3, 0.9), {
    clear: dice.between(0.5, 0.9),
    mirror: dice.between(0.05, 0.2),
    gloss: dice.between(0.2, 0.8),
    sharpness: 200,
  });
}

/** Polished metal or a mirror. */
export function mirrorMaterial(dice: Dice): Material {
  return plainMaterial(dice, randomColour(dice, 0.1, 0.6), {
    mirror: dice.between(0.5, 0.95),
    gloss: 0.6,
    sharpness: 200,
  });
}
