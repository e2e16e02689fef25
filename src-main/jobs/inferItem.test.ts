import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ModelManifest } from '#domain/networks/ModelManifest.ts';
import type { JobRecord, PredictionRecord } from '#domain/records.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyNetwork, type TinyNetwork } from '#testing/tinyNetworks.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import { inferredMap } from './inferItem.ts';
import { startRun } from './startRun.ts';

async function makeDataset(scenes: number): Promise<{ studio: TestStudio; root: string }> {
  const studio = await openStudio();
  onTestFinished(async () => {
    await studio.close();
    expect(studio.bugs).toEqual([]);
  });
  const root = join(studio.folder, 'data');
  await writeTinyDataset(root, scenes);
  await studio.importDataset(root);
  return { studio, root };
}

async function addNetwork(
  studio: TestStudio,
  network: TinyNetwork,
  change: Partial<ModelManifest> = {},
): Promise<void> {
  const folder = studio.workspace.inference!.models.places.bundled;
  await mkdir(folder, { recursive: true });
  const { manifest } = writeTinyNetwork(folder, network, change);
  await writeFile(join(folder, `${network}.json`), JSON.stringify(manifest));
}

async function run(
  { workspace }: TestStudio,
  method: string,
): Promise<{ job: JobRecord; predictions: PredictionRecord[] }> {
  const { project, queue, inference } = workspace;
  const add = queue.add.bind(queue);
  const started = startRun(project, add, { method, itemIds: null }, inference!.models);
  const job = await queue.whenEnded(started.job.id);
  return { job, predictions: project.predictions.ofRun(started.run.id) };
}

describe('a run of a network', () => {
  it('stores the map, its quantity and how it was computed, and compares it aligned', async () => {
    const { studio } = await makeDataset(3);
    await addNetwork(studio, 'mean');
    const { project } = studio.workspace;
    const { job, predictions } = await run(studio, 'mean:provider=cpu');
    expect(job).toMatchObject({ state: 'done', done: 3, failed: 0 });
    const [first] = predictions;
    expect(first).toMatchObject({ state: 'done', quantity: 'inverse-depth:relative' });
    expect(first!.details).toMatchObject({ provider: 'cpu', notUsed: '', inputSize: '28×14' });
    expect(project.recipes.inForce()!.recipe).toMatchObject({
      quantity: 'disparity',
      alignment: 'scale-shift',
    });
    expect(project.evaluations.metricsOf(first!.runId).some(({ name }) => name === 'epe')).toBe(true);
    expect(project.runs.get(first!.runId).method).toMatchObject({
      spec: 'mean:provider=cpu',
      kind: 'network',
      options: { inputSize: 0, resize: 'model', provider: 'cpu', flip: 'off' },
    });
  });

  it('finds the same map again, and makes a new one where an option differs', async () => {
    const { studio } = await makeDataset(1);
    await addNetwork(studio, 'mean');
    const { predictions } = await run(studio, 'mean');
    const { project } = studio.workspace;
    const [first] = predictions;
    const item = project.items.get(first!.itemId);
    const again = await inferredMap(
      { project, inference: studio.workspace.inference, signal: new AbortController().signal },
      project.runs.get(first!.runId),
      item,
    );
    const { rasterId, quantity, details } = first!;
    const inputs = {
      left: project.items.assets(item.id).find(({ role }) => role === 'left')!.sha256,
      right: null,
    };
    expect(again).toEqual({ rasterId, quantity, details, inputs, elapsedMs: 0 });
    expect(details).toMatchObject({ provider: 'cpu', inputSize: '28×14' });
    const resized = await run(studio, 'mean:inputSize=56');
    expect(resized.predictions[0]!.rasterId).not.toBe(predictions[0]!.rasterId);
    expect(resized.predictions[0]!.details).toMatchObject({ inputSize: '56×28' });
  });

  it('keeps NaN and constants to be looked at, and does not score them', async () => {
    const { studio } = await makeDataset(1);
    await addNetwork(studio, 'constant');
    const { project } = studio.workspace;
    const { job, predictions } = await run(studio, 'constant');
    expect(job).toMatchObject({ state: 'done', done: 0, failed: 1 });
    const [flagged] = predictions;
    expect(flagged!.rasterId).not.toBeNull();
    expect(flagged!.details.badOutput).toMatch(/^the network answered the constant 0 at all \d+ pixels$/);
    const { evaluation, error } = project.evaluations.of(flagged!.runId, flagged!.itemId);
    expect([evaluation, error?.tag]).toEqual([null, 'BadOutput']);
  });

  it('goes on after an item whose picture is damaged', async () => {
    const { studio, root } = await makeDataset(3);
    await addNetwork(studio, 'mean');
    await writeFile(join(root, 'scene-2/im0.png'), 'no picture');
    const { job, predictions } = await run(studio, 'mean');
    expect(job).toMatchObject({ state: 'done', done: 2, failed: 1 });
    expect(predictions.map(({ state, error }) => error?.tag ?? state)).toEqual([
      'done',
      'Unsupported',
      'done',
    ]);
  });

  it('runs a network of two pictures on the pair', async () => {
    const { studio, root } = await makeDataset(2);
    const feeds = [
      { tensorName: 'left', pictures: ['left'], scale: 1 },
      { tensorName: 'right', pictures: ['right'], scale: 1 },
    ] as const;
    const { input } = writeTinyNetwork(studio.folder, 'stereo').manifest;
    await addNetwork(studio, 'stereo', { input: { ...input!, feeds } });
    await rm(join(root, 'scene-2/im1.png'));
    const { predictions } = await run(studio, 'stereo');
    expect(predictions.map(({ state, error }) => error?.tag ?? state)).toEqual(['done', 'FileMissing']);
  });

  it('refuses a network that is not known before anything is queued', async () => {
    const { studio } = await makeDataset(1);
    const { project } = studio.workspace;
    await expect(run(studio, 'nothing')).rejects.toMatchObject({
      tag: 'ModelMissing',
      message: 'there is no matcher and no network named nothing; networks: none',
    });
    expect(project.runs.list()).toEqual([]);
  });

  it('is not started by the window on a file that requests may not read', async () => {
    const { studio } = await makeDataset(1);
    const answer = await studio.send('POST', 'runs', { method: '/elsewhere/net.onnx:provider=cpu' });
    expect(answer).toMatchObject({ error: { tag: 'PathRefused' } });
  });

  it('fails every item, with what to do, where the file is not here or not the right one', async () => {
    const { studio } = await makeDataset(1);
    await addNetwork(studio, 'mean');
    const folder = studio.workspace.inference!.models.places.bundled;
    await writeFile(join(folder, 'mean.onnx'), 'another file');
    const { predictions } = await run(studio, 'mean');
    expect(predictions[0]!.error).toMatchObject({ tag: 'HashMismatch' });
  });
});
