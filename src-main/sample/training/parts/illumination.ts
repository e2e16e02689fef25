import { scale, type Vec3 } from '../../vector.ts';
import { sunAt } from '../../light/sky.ts';
import type { Dice } from '../Dice.ts';
import { randomColour } from '../materialDice.ts';
import type { Stage } from '../Stage.ts';

type Illumination = Pick<
  Stage,
  'lights' | 'ambientAbove' | 'ambientBelow' | 'backdrop' | 'haze' | 'brightness'
>;

function tint(dice: Dice, strength: number, warmth: number): Vec3 {
  return scale([1 + warmth * dice.next(), 1, 1 - warmth * dice.next()], strength);
}

/** Daylight of any weather; lengths of the haze in multiples of `far`, metres. */
export function daylight(dice: Dice, far: number): Illumination {
  const overcast = dice.chance(0.35) ? dice.between(0.7, 1) : dice.between(0, 0.4);
  const at = sunAt(dice.between(-180, 180), dice.between(8, 75));
  const sky = dice.between(0.3, 1);
  const blue = 1 - overcast;
  const horizon: Vec3 = [sky * (0.9 - 0.15 * blue), sky * 0.92, sky * (0.95 + 0.1 * blue)];
  return {
    lights: [{ kind: 'sun', at, colour: tint(dice, 2.6 * (1 - overcast), 0.3) }],
    ambientAbove: [0.4 + 0.4 * overcast, 0.45 + 0.4 * overcast, 0.6 + 0.3 * overcast],
    ambientBelow: tint(dice, dice.between(0.1, 0.35), 0.3),
    backdrop: {
      zenith: [sky * (0.9 - 0.7 * blue), sky * (0.9 - 0.5 * blue), sky * 0.95],
      horizon,
      ground: randomColour(dice, 0.05, 0.4),
      clouds: dice.between(0, 0.8),
      isSpace: false,
      seed: dice.whole(1, 1e6),
    },
    haze: dice.chance(0.5) ? { colour: horizon, perMetre: dice.factor(0.03, 0.8) / far } : null,
    brightness: dice.between(0.1, 0.36),
  };
}

/** Lamps within the half sizes of a room about a centre; strength suits its size. */
export function lamplight(dice: Dice, centre: Vec3, half: Vec3): Illumination {
  const count = dice.whole(1, 2);
  const size = Math.max(half[0], half[2]);
  const total = size * size * dice.between(0.6, 2.5);
  const lights = Array.from({ length: count }, () => ({
    kind: 'lamp' as const,
    at: [
      centre[0] + half[0] * dice.between(-0.85, 0.85),
      centre[1] + half[1] * dice.between(0.2, 0.9),
      centre[2] + half[2] * dice.between(-0.9, 0.7),
    ] as const,
    colour: tint(dice, total / count, 0.35),
  }));
  const base = dice.between(0.25, 0.8);
  const colour = randomColour(dice, 0.05, 0.8);
  return {
    lights,
    ambientAbove: tint(dice, base, 0.2),
    ambientBelow: tint(dice, base * dice.between(0.4, 0.9), 0.2),
    backdrop: { zenith: colour, horizon: colour, ground: colour, clouds: 0, isSpace: false, seed: 1 },
    haze: null,
    brightness: dice.between(0.08, 0.36),
  };
}
