import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import type { PredictionRecord } from '#domain/records.ts';
import { encodePfm } from '#formats/pfm.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyNetwork } from '#testing/tinyNetworks.ts';
import { tinyStereo, writeTinyDataset } from '#testing/tinyStereo.ts';
import { givenConfidence } from './givenConfidence.ts';
import { sparsificationOf } from './sparsificationOf.ts';
import { startRun } from './startRun.ts';

let studio: TestStudio;
beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'tiny');
  await writeTinyDataset(root, 1);
  await studio.importDataset(root);
  studio.workspace.edits.setRecipe({ ...defaultRecipe('disparity'), families: ['sparsification'] });
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

const { disparity } = tinyStereo(1);
/** Too far where x mod 5 = 0, by as much as the row says. */
const errorAt = (i: number) => ((i % disparity.width) % 5 === 0 ? 0.1 + i / 20_000 : 0.01);

async function writeMaps(folder: string, valueAt: (i: number) => number): Promise<string> {
  const path = join(studio.folder, folder);
  await mkdir(path, { recursive: true });
  const values = disparity.values.map((_, i) => valueAt(i));
  await writeFile(join(path, 'scene-1.pfm'), encodePfm({ ...disparity, values }));
  return path;
}

async function importMaps(method: string, confidence: object | null): Promise<number> {
  const folder = await writeMaps('maps', (i) => disparity.values[i]! + errorAt(i));
  const { runId } = await studio.send<{ runId: number }>('POST', 'predictions/import', {
    ...{ folder, method, encoding: 'pixels', confidence },
  });
  await studio.idle();
  return runId;
}

function ause(runId: number) {
  const { project } = studio.workspace;
  const { metrics } = project.evaluations.of(runId, project.items.ids()[0]!);
  return metrics.find(({ name }) => name.startsWith('ause'));
}

it('of maps made elsewhere is read from a folder beside them and ranks their errors', async () => {
  expect(ause(await importMaps('alone', null))?.value ?? null).toBeNull();
  const sure = await writeMaps('sure', (i) => -errorAt(i));
  const runId = await importMaps('told', { folder: sure, larger: 'surer' });
  const right = ause(runId)!.value!;
  expect(right).toBeCloseTo(0, 2);
  const wrongWay = await importMaps('told', { folder: sure, larger: 'less-sure' });
  expect(wrongWay).toBe(runId);
  expect(ause(runId)!.value).toBeGreaterThan(0.03 + right);
  const itemId = studio.workspace.project.items.ids()[0]!;
  const signal = new AbortController().signal;
  const { project, pool } = studio.workspace;
  const curves = await sparsificationOf({ project, pool, signal }, { runId, itemId });
  expect(curves).not.toBeNull();
});

it('of another size than its map, or of no item, is refused', async () => {
  const small = join(studio.folder, 'small');
  await mkdir(small, { recursive: true });
  await writeFile(
    join(small, 'scene-1.pfm'),
    encodePfm({ width: 2, height: 2, values: new Float32Array(4) }),
  );
  const runId = await importMaps('small', { folder: small, larger: 'surer' });
  const { project } = studio.workspace;
  const [{ state, error }] = project.predictions.ofRun(runId) as [PredictionRecord];
  expect([state, error?.tag]).toEqual(['failed', 'SizeMismatch']);
  expect(error?.message).toContain('the confidence is 2×2, its map is 96×64');
  await mkdir(join(studio.folder, 'empty'), { recursive: true });
  const answer = await studio.send<{ error: { tag: string } }>('POST', 'predictions/import', {
    ...{ folder: join(studio.folder, 'maps'), method: 'empty', encoding: 'pixels' },
    confidence: { folder: join(studio.folder, 'empty'), larger: 'surer' },
  });
  expect(answer).toMatchObject({ error: { tag: 'FileMissing' } });
});

it('of a network is the output that its manifest names, at the picture’s size', async () => {
  const { project, queue, inference, edits } = studio.workspace;
  const families = ['sparsification'] as const;
  edits.setRecipe({ ...defaultRecipe('disparity'), alignment: 'scale-shift', families });
  const folder = inference!.models.places.bundled;
  await mkdir(folder, { recursive: true });
  const tiny = writeTinyNetwork(folder, 'sure');
  const output = {
    ...tiny.manifest.output,
    tensorName: 'map',
    confidence: { tensorName: 'sureness', larger: 'surer' as const },
  };
  await writeFile(join(folder, 'sure.json'), JSON.stringify({ ...tiny.manifest, output }));
  const request = { method: 'sure:provider=cpu', itemIds: null };
  const { run, job } = startRun(project, queue.add.bind(queue), request, inference!.models);
  await queue.whenEnded(job.id);
  const [prediction] = project.predictions.ofRun(run.id);
  expect(prediction).toMatchObject({ state: 'done' });
  const id = givenConfidence(project, prediction!.rasterId!);
  const [map, confidence] = await Promise.all(
    [prediction!.rasterId!, id!].map((raster) => project.rasters.get(raster)),
  );
  expect(confidence).toMatchObject({ quantity: 'confidence', width: map!.width, height: map!.height });
  const sum = map!.values.map((value, i) => value + confidence!.values[i]!);
  expect(Math.max(...sum.map(Math.abs))).toBeLessThan(1e-6);
  expect(ause(run.id)?.value).toEqual(expect.any(Number));
});
