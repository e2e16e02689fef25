import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Inference } from '#inference/Inference.ts';
import { writeTinyNetwork } from '#testing/tinyNetworks.ts';
import { featureMetrics } from './featureMetrics.ts';

let folder: string;
let inference: Inference;
const { signal } = new AbortController();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fathom-features-'));
  inference = new Inference({ bundled: folder, cache: folder, added: folder }, { threads: 1 });
});
afterAll(async () => {
  await inference.close();
  await rm(folder, { recursive: true });
});

const [width, height] = [74, 37];
const truth = Float32Array.from({ length: width * height }, (_, i) => 2 + (i % width) / 8);

function frameOf(prediction: Float32Array) {
  return {
    aligned: { quantity: 'depth:m', width, height, values: prediction } as const,
    metrics: [{ scope: 'all', name: 'density', value: 100, coverage: 1, pixels: width * height }],
    error: { quantity: 'error:m', width, height, values: prediction.map((p, i) => p - truth[i]!) } as const,
  };
}

it('says where the network is looked for while it is not there', async () => {
  const { metrics, warnings } = await featureMetrics({ inference, signal }, frameOf(truth));
  expect(metrics).toEqual([]);
  expect(warnings).toEqual([
    `DINOv2 cosine has no value: ${join(folder, 'dinov2-small', 'model.onnx')} is missing.`,
  ]);
  expect((await featureMetrics({ inference: null, signal }, frameOf(truth))).metrics).toEqual([]);
});

it('compares the tokens of both maps, with a network of the same interface', async () => {
  await mkdir(join(folder, 'dinov2-small'));
  const { graph } = writeTinyNetwork(folder, 'patches');
  await rename(graph, join(folder, 'dinov2-small', 'model.onnx'));
  const cosineOf = async (prediction: Float32Array) =>
    (await featureMetrics({ inference, signal }, frameOf(prediction))).metrics[0]!;
  expect(await cosineOf(truth)).toMatchObject({ name: 'dinoCosine', coverage: 1, pixels: width * height });
  expect((await cosineOf(truth)).value).toBeCloseTo(1, 6);
  // Min–max levels forget scale and shift.
  expect((await cosineOf(truth.map((g) => 4 * g + 8))).value).toBeCloseTo(1, 3);
  expect((await cosineOf(truth.map((g) => 20 - g))).value).toBeLessThan(0.9);
  const half = await cosineOf(truth.map((g, i) => (i % width < 37 ? g : NaN)));
  expect(half).toMatchObject({ pixels: 37 * height, coverage: 0.5 });
});
