import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ComputePool, type RunOptions } from '#compute/pool/ComputePool.ts';
import type { Task } from '#compute/tasks/Task.ts';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import type { JobRecord } from '#domain/records.ts';
import { encodeMask, encodePicture } from '#formats/encodePng.ts';
import { encodePfm } from '#formats/pfm.ts';
import { Project } from '#project/Project.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { tinyStereo, writeTinyDataset } from '#testing/tinyStereo.ts';
import { evaluatePrediction } from './evaluatePrediction.ts';
import { startPredictionImport } from './importPredictionsJob.ts';
import { sparsificationOf } from './sparsificationOf.ts';
import { startRun } from './startRun.ts';

const method = 'sgbm:numDisparities=16,blockSize=3';

async function makeStudio(options?: Parameters<typeof openStudio>[0]): Promise<TestStudio> {
  const studio = await openStudio(options);
  onTestFinished(async () => {
    await studio.close();
    expect(studio.bugs).toEqual([]);
  });
  return studio;
}

/** A studio with so many imported scenes. */
async function makeDataset(scenes: number): Promise<{ studio: TestStudio; root: string }> {
  const studio = await makeStudio();
  const root = join(studio.folder, 'data');
  await writeTinyDataset(root, scenes);
  await studio.importDataset(root);
  return { studio, root };
}

async function run({ workspace }: TestStudio): Promise<{ job: JobRecord; runId: number }> {
  const { project, queue } = workspace;
  const { job, run } = startRun(project, (draft) => queue.add(draft), { method, itemIds: null });
  return { job: await queue.whenEnded(job.id), runId: run.id };
}

/** The end-point error of each item by name; null where there is none. */
function endPointErrors({ workspace }: TestStudio, runId: number): Record<string, number | null> {
  const rows = workspace.project.evaluations.metricsOf(runId);
  const epe = rows.filter(({ scope, name }) => scope === 'all' && name === 'epe');
  return Object.fromEntries(epe.map(({ itemName, value }) => [itemName, value]));
}

describe('the run job', () => {
  it('keeps a failed item as a row with its reason, goes on, and tries it again the next time', async () => {
    const { studio, root } = await makeDataset(3);
    const { project } = studio.workspace;
    await truncate(join(root, 'scene-1/im1.png'), 200);
    await rm(join(root, 'scene-2/im1.png'));

    const first = await run(studio);
    expect(first.job).toMatchObject({ state: 'done', done: 1, failed: 2, total: 3 });
    const states = project.predictions.ofRun(first.runId).map(({ state, error }) => [state, error?.tag]);
    expect(states).toEqual([
      ['failed', 'BadFile'],
      ['failed', 'FileMissing'],
      ['done', undefined],
    ]);
    expect(project.predictions.ofRun(first.runId)[1]!.error!.message).toContain('scene-2/im1.png');

    await writeTinyDataset(root, 3);
    const second = await run(studio);
    expect(second).toMatchObject({ runId: first.runId, job: { state: 'done', done: 3, failed: 0 } });
    expect(Object.keys(endPointErrors(studio, first.runId))).toEqual(['scene-1', 'scene-2', 'scene-3']);
  });

  it('says which picture a monocular item lacks', async () => {
    const studio = await makeStudio();
    const root = join(studio.folder, 'data');
    await writeTinyDataset(root, 2);
    await studio.importDataset(root);
    await rm(join(root, 'scene-2/im1.png'));
    await studio.importDataset(root);
    const { job, runId } = await run(studio);
    expect(job).toMatchObject({ done: 1, failed: 1 });
    const [, failed] = studio.workspace.project.predictions.ofRun(runId);
    expect(failed!.error).toMatchObject({ tag: 'FileMissing' });
  });

  it('uses a map again that it made before', async () => {
    const { studio } = await makeDataset(2);
    const { project } = studio.workspace;
    const { runId } = await run(studio);
    const maps = project.predictions.ofRun(runId).map(({ rasterId }) => rasterId);
    project.runs.delete(runId);
    const again = await run(studio);
    expect(again.job).toMatchObject({ done: 2, failed: 0 });
    expect(project.predictions.ofRun(again.runId).map(({ rasterId }) => rasterId)).toEqual(maps);
  });
});

describe('comparing again', () => {
  it('follows a new recipe, and keeps the reason where it cannot be applied', async () => {
    const { studio } = await makeDataset(2);
    const { project, edits, queue } = studio.workspace;
    const { runId } = await run(studio);
    const [first, second] = project.items.all();
    edits.setRig(second!.id, null);
    const { job, recipe } = edits.setRecipe(defaultRecipe('depth'));
    expect(await queue.whenEnded(job!.id)).toMatchObject({ state: 'done', done: 1, failed: 1 });
    expect(project.evaluations.of(runId, first!.id)).toMatchObject({ recipeHash: recipe.hash, error: null });
    expect(project.evaluations.of(runId, second!.id)).toMatchObject({
      evaluation: null,
      error: { tag: 'CalibrationMissing' },
    });
    expect(project.runs.get(runId).recipeHash).toBe(recipe.hash);

    edits.setRig(second!.id, first!.rig);
    await studio.idle();
    expect((await queue.whenEnded(edits.evaluateNow()!.id)).failed).toBe(0);
    expect(project.evaluations.of(runId, second!.id).error).toBeNull();
  });

  it('leaves out what the dataset’s own mask calls occluded, where the recipe says so', async () => {
    const studio = await makeStudio();
    const root = join(studio.folder, 'data');
    await writeTinyDataset(root, 1);
    const data = new Uint8Array(96 * 64).fill(255).fill(128, 0, 96 * 20);
    const mask = await encodePicture({ width: 96, height: 64, channels: 1, data });
    await writeFile(join(root, 'scene-1', 'mask0nocc.png'), mask);
    await studio.importDataset(root);
    const { project, edits, queue } = studio.workspace;
    const { runId } = await run(studio);
    const itemId = project.items.ids()[0]!;
    const comparedPixels = () =>
      project.evaluations
        .of(runId, itemId)
        .metrics.find(({ scope, name }) => scope === 'all' && name === 'epe')!.pixels;
    const all = comparedPixels();
    const usual = defaultRecipe('disparity');
    const recipe = { ...usual, mask: { ...usual.mask, ignoredClasses: ['occluded'] } };
    await queue.whenEnded(edits.setRecipe(recipe).job!.id);
    const visible = comparedPixels();
    expect(visible).toBeLessThan(all);
    expect(visible).toBeGreaterThan(all / 2);
    expect(project.evaluations.of(runId, itemId).evaluation!.warnings).toEqual([]);
  });

  it('asks a matcher for its confidence and the pair for its pictures where the recipe wants such metrics', async () => {
    const { studio } = await makeDataset(1);
    const { project, edits, queue, pool } = studio.workspace;
    const { runId } = await run(studio);
    const itemId = project.items.ids()[0]!;
    const recipe = { ...defaultRecipe('disparity'), families: ['sparsification', 'photometric'] as const };
    await queue.whenEnded(edits.setRecipe(recipe).job!.id);
    const { metrics } = project.evaluations.of(runId, itemId);
    const valueOf = (metric: string) => metrics.find(({ name }) => name === metric)!.value!;
    expect(valueOf('photometricError')).toBeGreaterThan(0);
    expect(valueOf('photometricError')).toBeLessThan(valueOf('photometricUnwarped'));
    expect(valueOf('photometricExplained')).toBeGreaterThan(50);
    expect(valueOf('auseAbsRel')).toBeGreaterThanOrEqual(0);
    const { signal } = new AbortController();
    const curves = (await sparsificationOf({ project, pool, signal }, { runId, itemId }))!;
    expect(curves.pixels).toBe(metrics.find(({ name }) => name === 'auseAbsRel')!.pixels);
    expect(curves.own[0]).toBeCloseTo(valueOf('absRel'), 6);
  });

  it('starts over where an annotation is drawn while it runs', async () => {
    const { studio } = await makeDataset(1);
    const { project, edits } = studio.workspace;
    const { runId } = await run(studio);
    const itemId = project.items.ids()[0]!;
    const { id: classId, name } = project.annotations.classes()[0]!;
    const shape = {
      kind: 'polyline',
      points: [
        [10, 10],
        [80, 50],
      ],
      widthPx: 6,
    } as const;
    const annotation = { id: crypto.randomUUID(), itemId, classId, shape, note: '' };

    let comparisons = 0;
    class PoolWithEdit extends ComputePool {
      override run<Input, Output>(task: Task<Input, Output>, input: Input, options?: RunOptions) {
        const result = super.run(task, input, options);
        if (task.name === 'evaluateFrame' && ++comparisons === 1) {
          edits.applyAnnotationDiff({ added: [annotation], updated: [], removed: [] });
          edits.close();
        }
        return result;
      }
    }
    const pool = new PoolWithEdit({ size: 1 });
    onTestFinished(() => pool.close());
    const { signal } = new AbortController();
    const outcome = await evaluatePrediction(
      { project, pool, inference: null, signal, emit: () => undefined },
      project.predictions.ofRun(runId)[0]!,
    );
    expect([outcome, comparisons]).toEqual(['done', 2]);
    const { metrics, stale } = project.evaluations.of(runId, itemId);
    expect(new Set(metrics.map(({ scope }) => scope))).toContain(`class:${name}`);
    expect(stale).toBe(false);
  });
});

describe('predictions made elsewhere', () => {
  it('become a method, are judged, and are replaced when their files change', async () => {
    const { studio } = await makeDataset(3);
    const { project, queue } = studio.workspace;
    const folder = join(studio.folder, 'maps');
    await mkdir(folder);
    const write = (seed: number, name: string, offset: number) => {
      const { disparity } = tinyStereo(seed);
      const values = disparity.values.map((value) => value + offset);
      return writeFile(join(folder, `${name}.pfm`), encodePfm({ ...disparity, values }));
    };
    await write(1, 'scene-1', 0);
    await write(2, 'scene-2', 0.5);
    await write(2, 'elsewhere', 0);
    const take = async () => {
      const request = { folder, method: 'raft', encoding: 'pixels' };
      const started = await startPredictionImport(project, (draft) => queue.add(draft), request);
      return { ...started, job: await queue.whenEnded(started.job.id) };
    };

    const first = await take();
    expect(first.matches).toMatchObject({ missing: ['scene-3'], unmatched: ['elsewhere.pfm'] });
    expect(first.job).toMatchObject({ state: 'done', done: 2, failed: 0, total: 2 });
    expect(endPointErrors(studio, first.run.id)).toEqual({ 'scene-1': 0, 'scene-2': 0.5 });

    await write(2, 'scene-2', 0.25);
    await write(3, 'scene-3', 0);
    await truncate(join(folder, 'scene-1.pfm'), 100);
    const second = await take();
    expect(second.run.id).toBe(first.run.id);
    expect(second.job).toMatchObject({ done: 2, failed: 1, total: 3 });
    expect(endPointErrors(studio, first.run.id)).toEqual({ 'scene-2': 0.25, 'scene-3': 0 });
    expect(project.predictions.ofRun(first.run.id)[0]!.error).toMatchObject({ tag: 'BadFile' });
  });

  it('are refused where no map fits an item, and under the name of a matcher', async () => {
    const { studio } = await makeDataset(1);
    const { project, queue } = studio.workspace;
    const folder = join(studio.folder, 'maps');
    await mkdir(folder);
    const take = (name: string) =>
      startPredictionImport(project, (draft) => queue.add(draft), {
        folder,
        method: name,
        encoding: 'pixels',
      });
    await expect(take('raft')).rejects.toMatchObject({ tag: 'FileMissing', fields: { expected: 1 } });
    await writeFile(join(folder, 'scene-1.pfm'), encodePfm(tinyStereo(1).disparity));
    await run(studio);
    await expect(take(method)).rejects.toMatchObject({ tag: 'InvalidOption' });
  });
});

describe('the import job', () => {
  it('takes class masks as painted annotations, once, and lists one of another size', async () => {
    const studio = await makeStudio();
    const root = join(studio.folder, 'data');
    const { left, right, disparity } = tinyStereo(1);
    for (const folder of ['left', 'right', 'disparity', 'masks/glass', 'masks/thin']) {
      await mkdir(join(root, folder), { recursive: true });
    }
    await writeFile(join(root, 'left/a.png'), await encodePicture(left));
    await writeFile(join(root, 'right/a.png'), await encodePicture(right));
    await writeFile(join(root, 'disparity/a.pfm'), encodePfm(disparity));
    const inside = Uint8Array.from({ length: 96 * 64 }, (_, i) => (i % 96 < 10 ? 1 : 0));
    await writeFile(
      join(root, 'masks/glass/a.png'),
      await encodeMask({ width: 96, height: 64, data: inside }),
    );
    const small = { width: 8, height: 8, data: new Uint8Array(64).fill(1) };
    await writeFile(join(root, 'masks/thin/a.png'), await encodeMask(small));

    await studio.importDataset(root);
    const { project } = studio.workspace;
    const glass = project.annotations.classes().find(({ name }) => name === 'glass');
    expect(project.annotations.all()).toMatchObject([{ classId: glass!.id, shape: { kind: 'brush' } }]);
    const rejected = () => project.problems.list().filter(({ severity }) => severity === 'rejected');
    expect(rejected()).toMatchObject([{ file: 'data/masks/thin/a.png', tag: 'SizeMismatch' }]);

    const { id } = await studio.workspace.importDataset({
      root,
      output: project.path,
      layout: 'auto',
      groundTruthEncoding: null,
    });
    await studio.workspace.queue.whenEnded(id);
    expect(project.annotations.all()).toHaveLength(1);
    expect(project.items.count()).toBe(1);
    expect(rejected()).toHaveLength(1);
  });

  it('stops when it is cancelled, and a resumed one finds everything', async () => {
    const studio = await makeStudio();
    const root = join(studio.folder, 'data');
    await writeTinyDataset(root, 6);
    const request = { root, output: `${root}.fathom`, layout: 'auto', groundTruthEncoding: null };
    const { id } = await studio.workspace.importDataset(request);
    const { queue, project } = studio.workspace;
    expect((await queue.cancel(id)).state).toBe('cancelled');
    expect(project.items.count()).toBeLessThan(6);
    queue.resume(id);
    expect(await queue.whenEnded(id)).toMatchObject({ state: 'done', done: 6 });
    expect(project.items.count()).toBe(6);
  });

  it('that was interrupted goes on once when the same import is asked for', async () => {
    const studio = await makeStudio();
    const root = join(studio.folder, 'data');
    await writeTinyDataset(root, 6);
    const { workspace } = studio;
    const request = { root, output: `${root}.fathom`, layout: 'auto', groundTruthEncoding: null };
    const first = await workspace.importDataset(request);
    await workspace.closeProject();
    const again = await workspace.importDataset(request);
    expect(again.id).toBe(first.id);
    expect(await workspace.queue.whenEnded(again.id)).toMatchObject({ state: 'done', done: 6 });
    expect(workspace.project.jobs.list()).toHaveLength(1);
  });

  it('fails with its reason where no dataset is found', async () => {
    const studio = await makeStudio();
    const root = join(studio.folder, 'empty');
    await mkdir(root);
    const request = { root, output: `${root}.fathom`, layout: 'auto', groundTruthEncoding: null };
    const { id } = await studio.workspace.importDataset(request);
    expect(await studio.workspace.queue.whenEnded(id)).toMatchObject({
      state: 'failed',
      error: { tag: 'LayoutUnknown' },
    });
  });
});

describe('the sample project', () => {
  it('is copied, imported, matched and compared by real jobs, and only opened the next time', async () => {
    const resourcesFolder = join(await temporaryResources(), 'resources');
    const studio = await makeStudio({ resourcesFolder });
    await studio.workspace.openSample();
    await studio.idle();
    const { project } = studio.workspace;
    expect(project.name).toBe('roadside-and-table');
    expect(project.runs.list()).toMatchObject([
      { method: { spec: 'sgbm:numDisparities=64' }, done: 2, failed: 0, total: 2 },
    ]);
    expect(project.jobs.list().map(({ kind, state }) => [kind, state])).toEqual([
      ['run', 'done'],
      ['import', 'done'],
    ]);
    await studio.workspace.closeProject();
    await studio.workspace.openSample();
    expect(studio.workspace.project.jobs.list()).toHaveLength(2);
  });

  it('says when the program came without it', async () => {
    const studio = await makeStudio();
    await expect(studio.workspace.openSample()).rejects.toMatchObject({ tag: 'FileMissing' });
  });
});

/** A folder with a dataset where the program keeps its sample. */
async function temporaryResources(): Promise<string> {
  const folder = await temporaryFolder();
  const target = join(folder, 'resources/examples/roadside-and-table');
  await writeTinyDataset(target, 2, { width: 160, height: 48 });
  return folder;
}

describe('a project whose maker was killed at once', () => {
  it.each(['opened', 'imported'])('gets its recipe and its import when it is %s again', async (how) => {
    const studio = await makeStudio();
    const root = join(studio.folder, 'data');
    await writeTinyDataset(root, 1);
    const path = `${root}.fathom`;
    Project.create(path, { layout: 'auto', root, groundTruthEncoding: null, createdBy: 'test' }).close();
    if (how === 'opened') await studio.workspace.openProject(path);
    else await studio.importDataset(root);
    await studio.idle();
    const { project } = studio.workspace;
    expect(project.items.count()).toBe(1);
    expect(project.recipes.inForce()!.recipe).toEqual(defaultRecipe('disparity'));
    expect(project.jobs.list().map(({ state }) => state)).toEqual(['done']);
  });
});
