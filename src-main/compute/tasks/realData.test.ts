import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { ssim } from '#domain/metrics/ssim.ts';
import { applyEncoding } from '#domain/rasters/applyEncoding.ts';
import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import { disparityFromFixed } from '#domain/stereo/disparityFromFixed.ts';
import { completeSgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { decodeMap } from '#formats/decodeMap.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { type ExpectedEvaluation, type ExpectedScene, expectedScenes } from '#testing/expectedRealData.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { ComputePool } from '../pool/ComputePool.ts';
import { evaluateFrame, type EvaluateFrameInput } from './evaluateFrame.task.ts';
import { matchStereo } from './matchStereo.task.ts';

/** The promise: metrics equal NumPy's in float64, SSIM scikit-image's. */
const metricRelative = 1e-9;
const ssimAbsolute = 1e-6;

const modes = ['sgbm', 'hh'] as const;
const runs = Object.entries(expectedScenes).flatMap(([name, scene]) =>
  modes.map((mode) => ({ name, mode, scene })),
);

/* In worker threads, as the studio does it, and because the test runner's module wrapper slows kernels ten times. */
describe.skipIf(!hasSharedData)('matching and evaluating real samples', { timeout: 600_000 }, () => {
  let pool: ComputePool;
  beforeAll(() => {
    pool = new ComputePool();
  });
  afterAll(() => pool.close());

  it.concurrent.each(runs)(
    'agrees with OpenCV, NumPy and scikit-image on $name, mode $mode',
    async ({ scene, mode }) => {
      const [left, right] = await Promise.all([loadGrey(scene.left), loadGrey(scene.right)]);
      expect([sha256(left.data), sha256(right.data)]).toEqual(scene.greySha256);
      const groundTruth = await loadTruth(scene);
      expect(sha256(groundTruth.values)).toBe(scene.truthSha256);

      const { disparity16Sha256, evaluations, ...run } = scene.runs[mode];
      const options = completeSgbmOptions(run.options);
      const { disparity16 } = await pool.run(matchStereo, { left, right, options });
      expect(sha256(disparity16)).toBe(disparity16Sha256);

      const prediction = disparityFromFixed(disparity16, left, options);
      for (const expected of evaluations) {
        await expectEvaluation(pool, { groundTruth, prediction, rig: scene.rig }, expected);
      }
      expectZeroFilledSsim(groundTruth, prediction, evaluations[0]!);
    },
  );
});

async function expectEvaluation(
  pool: ComputePool,
  frame: Pick<EvaluateFrameInput, 'groundTruth' | 'prediction' | 'rig'>,
  expected: ExpectedEvaluation,
): Promise<void> {
  const recipe = { ...expected.recipe, regions: defaultRecipe('disparity').regions };
  const found = await pool.run(evaluateFrame, { ...frame, recipe, classMasks: [] });
  const at = `${recipe.quantity}, ${recipe.alignment}`;
  expectRelative(found.alignment.scale, expected.alignment.scale, `${at}: scale`);
  expect(Math.abs(found.alignment.shift - expected.alignment.shift), `${at}: shift`).toBeLessThan(1e-8);
  for (const { name, value, pixels } of found.metrics) {
    const reference = expected.metrics[name];
    if (name === 'ssim') {
      expect(Math.abs(value! - reference!), `${at}: ssim`).toBeLessThan(ssimAbsolute);
      expect(pixels).toBe(expected.ssimPixels);
    } else if (reference === undefined) expect(value, `${at}: ${name}`).toBeNull();
    else expectRelative(value!, reference, `${at}: ${name}`);
  }
}

/** Where nothing is invalid, SSIM is scikit-image's own; here both maps have 0 for their holes. */
function expectZeroFilledSsim(groundTruth: Raster, prediction: Raster, expected: ExpectedEvaluation): void {
  const { width, height } = groundTruth;
  const zeroFilled = ({ values }: Raster) => values.map((value) => (Number.isNaN(value) ? 0 : value));
  const { mean } = ssim(
    { width, height, prediction: zeroFilled(prediction), groundTruth: zeroFilled(groundTruth) },
    { dataRange: expected.dataRange, windowPx: 7, minCoverage: 1 },
  );
  expect(Math.abs(mean! - expected.ssimZeroFilled)).toBeLessThan(ssimAbsolute);
}

function expectRelative(found: number, expected: number, what: string): void {
  const difference = Math.abs(found - expected);
  expect(difference, `${what}: ${found}, expected ${expected}`).toBeLessThanOrEqual(
    metricRelative * Math.abs(expected),
  );
}

async function loadGrey(path: string): Promise<Picture> {
  const bytes = await readFile(resolve(sharedData, path));
  return greyFromRgb(await decodePicture(bytes, basename(path)));
}

async function loadTruth({ truth, truthDivisor }: ExpectedScene): Promise<Raster> {
  const raw = await decodeMap(await readFile(resolve(sharedData, truth)), basename(truth));
  return applyEncoding(raw, {
    name: 'custom',
    quantity: 'disparity:px',
    scale: truthDivisor === null ? 1 : 1 / truthDivisor,
    offset: 0,
    invalid: truthDivisor === null ? [] : [0],
  });
}

function sha256(values: Uint8Array | Int16Array | Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return createHash('sha256').update(bytes).digest('hex');
}
