import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { costCurve } from '#compute/tasks/costCurve.task.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import { parseMethodSpec } from '#domain/methods/parseMethodSpec.ts';
import { tinyStereo } from '#testing/tinyStereo.ts';
import { matchPair } from './matchPair.ts';
import { stereoConfidence } from './stereoConfidence.ts';

const { left, right, disparity: truth } = tinyStereo(4);
const { signal } = new AbortController();
const specs = ['sgbm:numDisparities=16', 'block:numDisparities=16', 'global:numDisparities=16'];
const stereo = (spec: string) => parseMethodSpec(spec) as StereoMethod;

let pool: ComputePool;
beforeAll(() => {
  pool = new ComputePool({ size: 2 });
});
afterAll(() => pool.close());

describe('stereoConfidence', () => {
  it.each(specs)(
    'of %s is high where both views see the surface, and the views agree there',
    async (spec) => {
      const { uniqueness, leftRightDifference } = await stereoConfidence({ pool, signal }, stereo(spec), {
        left,
        right,
      });
      const judged = [...truth.values.keys()].filter(
        (i) => !Number.isNaN(uniqueness.values[i]) && !Number.isNaN(leftRightDifference.values[i]),
      );
      expect(judged.length).toBeGreaterThan(0.6 * truth.values.length);
      const seen = judged.filter((i) => !Number.isNaN(truth.values[i]));
      const agreeing = seen.filter((i) => leftRightDifference.values[i]! <= 1);
      expect(agreeing.length / seen.length).toBeGreaterThan(0.9);
      const clear = seen.filter((i) => uniqueness.values[i]! > 10);
      expect(clear.length / seen.length).toBeGreaterThan(0.8);
      expect(judged.every((i) => uniqueness.values[i]! >= 0 && uniqueness.values[i]! <= 100)).toBe(true);
    },
  );
});

describe('the costCurve task', () => {
  it.each(specs)('has its lowest point where %s puts the pixel', async (spec) => {
    const method = stereo(spec);
    const { disparity } = await matchPair({ pool, signal }, method, { left, right });
    for (const [x, y] of [
      [70, 10],
      [44, 32],
    ] as const) {
      const input = { left, right, method, x, y };
      const raw = await pool.run(costCurve, { ...input, stage: 'raw' });
      const whole = await pool.run(costCurve, { ...input, stage: 'aggregated' });
      expect(raw!.disparities).toEqual(whole!.disparities);
      expect(raw!.rawCost).toEqual(whole!.rawCost);
      expect(whole!.aggregatedCost === null).toBe(method.kind === 'block');
      expect(Math.abs(whole!.chosen! - disparity.values[y * left.width + x]!)).toBeLessThan(0.5);
    }
  });
});
