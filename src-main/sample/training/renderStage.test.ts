import { describe, expect, it } from 'vitest';
import { Dice } from './Dice.ts';
import { Frame } from './Frame.ts';
import { HeightField } from './HeightField.ts';
import { familyNames, makeStage } from './makeStage.ts';
import { plainMaterial } from './materialDice.ts';
import { Primitives } from './Primitives.ts';
import { renderStage } from './renderStage.ts';
import type { Stage } from './Stage.ts';

const dice = new Dice(3);
const grey = plainMaterial(dice, [0.4, 0.4, 0.4]);

/** A 9 × 9 picture with focal length 9 px from the origin along z. */
function truthOf(fill: (things: Primitives) => void, camera = Frame.world): Float32Array {
  const things = new Primitives();
  fill(things);
  const stage: Stage = {
    things,
    camera,
    lights: [{ kind: 'sun', at: [0, 1, 0], colour: [1, 1, 1] }],
    ambientAbove: [1, 1, 1],
    ambientBelow: [1, 1, 1],
    reachM: 1,
    backdrop: {
      zenith: [1, 1, 1],
      horizon: [1, 1, 1],
      ground: [0, 0, 0],
      clouds: 0,
      isSpace: false,
      seed: 1,
    },
    haze: null,
    focal: 1,
    brightness: 0.2,
    seed: 1,
  };
  return renderStage(stage, 9, 9).inverseDepth;
}

const middle = 4 * 9 + 4;

describe('renderStage', () => {
  it('gives the exact inverse depth of every shape straight ahead', () => {
    const at = (z: number) => Frame.world.at([0, 0, z]);
    expect(truthOf((t) => t.add('box', at(5), [0, 0, 0], [1, 1, 2], grey))[middle]).toBeCloseTo(1 / 3, 7);
    expect(truthOf((t) => t.add('ball', at(5), [0, 0, 0], [1, 1, 2], grey))[middle]).toBeCloseTo(1 / 3, 7);
    expect(truthOf((t) => t.add('sheet', at(5), [0, 0, 0], [1, 1, 1], grey))[middle]).toBeCloseTo(1 / 5, 7);
    expect(truthOf((t) => t.add('disc', at(5), [0, 0, 0], [1, 1, 1], grey))[middle]).toBeCloseTo(1 / 5, 7);
    // Halfway up a cone whose radius falls from 1 to 0.5.
    expect(truthOf((t) => t.add('cone', at(5), [0, 0, 0], [1, 2, 1], grey, 0.5))[middle]).toBeCloseTo(
      1 / 4.25,
      7,
    );
    expect(truthOf((t) => t.rod([-3, 0, 5], [3, 0, 5], 0.5, grey))[middle]).toBeCloseTo(1 / 4.5, 7);
  });

  it('measures depth along the optical axis, so that a wall straight ahead has one value', () => {
    const wall = truthOf((t) => t.add('box', Frame.world, [0, 0, 4.5], [50, 50, 0.5], grey));
    for (const value of wall) expect(value).toBeCloseTo(1 / 4, 7);
  });

  it('has the horizon where the camera looks, and 0 for the sky above it', () => {
    const floor = truthOf((t) => t.add('box', Frame.world, [0, -2.5, 0], [1e4, 0.5, 1e4], grey));
    for (let y = 0; y < 9; y++) {
      // The row y lies (y − 4) / 9 below the axis; the floor 2 m below the eye.
      expect(floor[y * 9 + 4]).toBeCloseTo(Math.max(0, (y - 4) / 9 / 2), 6);
    }
  });

  it('follows a camera that is turned and moved', () => {
    const camera = Frame.world.at([3, 0, 0], Math.PI / 2);
    const ball = truthOf((t) => t.add('ball', Frame.world, [8, 0, 0], [1, 1, 1], grey), camera);
    expect(ball[middle]).toBeCloseTo(1 / 4, 7);
  });

  it('meets a height field where a plane of the same heights lies', () => {
    const camera = Frame.world.at([0, 1, 0]);
    const slope = new HeightField(-50, -5, 100, 101, (_, z) => 0.1 * z);
    const hill = truthOf((t) => t.addField(slope, grey), camera);
    // The row through the axis: 1 m above the foot, a rise of 0.1 per metre.
    expect(hill[middle]).toBeCloseTo(1 / 10, 4);
  });
});

describe('makeStage', () => {
  it('makes the same picture for the same numbers, another for another seed', () => {
    const render = (seed: number) => renderStage(makeStage(seed, 19).stage, 12, 9);
    expect(render(5)).toEqual(render(5));
    expect(render(5).rgb).not.toEqual(render(6).rgb);
  });

  it('makes every family, with finite truth that is nowhere negative', () => {
    const seen = new Set<string>();
    for (const index of [...Array(20).keys(), ...Array.from({ length: 20 }, (_, i) => 4200 + i)]) {
      const { stage, family } = makeStage(11, index);
      if (seen.has(family)) continue;
      seen.add(family);
      const { inverseDepth } = renderStage(stage, 16, 12);
      expect(inverseDepth.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
      expect(Math.max(...inverseDepth)).toBeGreaterThan(0);
    }
    expect([...seen].sort()).toEqual([...familyNames].sort());
  });
});
