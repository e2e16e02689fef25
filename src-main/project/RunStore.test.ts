import { describe, expect, it } from 'vitest';
import { flatRaster, makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';

describe('runs', () => {
  it('count pending, done and failed items, newest run first, and share their method', async () => {
    const project = await makeProject({ items: 3 });
    const [a, b, c] = project.items.ids() as [number, number, number];
    const first = makeRun(project);
    expect(first).toMatchObject({ done: 0, failed: 0, total: 3, recipeHash: 'recipe-1' });
    const rasterId = await project.rasters.put('key', flatRaster('disparity:px', 1));
    project.predictions.saveDone({
      runId: first.id,
      itemId: b,
      rasterId,
      quantity: 'disparity:px',
      elapsedMs: 12.5,
    });
    const error = {
      tag: 'SizeMismatch',
      message: '8×6, 9×6',
      fields: { expected: [8, 6], found: [9, 6] },
    } as const;
    project.predictions.saveFailed({ runId: first.id, itemId: c, error, elapsedMs: 0 });
    expect(project.runs.get(first.id)).toMatchObject({ done: 1, failed: 1, total: 3 });
    expect(project.runs.pending(first.id)).toEqual([a]);
    expect(project.runs.itemIds(first.id)).toEqual([a, b, c]);
    const second = makeRun(project);
    expect(project.runs.list().map((run) => run.id)).toEqual([second.id, first.id]);
    expect(second.method).toEqual({ ...first.method });
    expect(project.runs.bySpec('sgbm')?.id).toBe(second.id);
    expect(project.runs.bySpec('none')).toBeNull();
  });

  it('put failed items back to pending, and take more items without touching those they have', async () => {
    const project = await makeProject({ items: 2 });
    const [a, b] = project.items.ids() as [number, number];
    const run = project.runs.create({
      method: { spec: 'sgbm', kind: 'sgbm', options: {} },
      recipeHash: 'recipe-1',
      itemIds: [a],
    });
    project.predictions.saveFailed({
      runId: run.id,
      itemId: a,
      error: { tag: 'BadFile', message: 'cut', fields: {} },
      elapsedMs: 0,
    });
    project.runs.addItems(run.id, [a, b]);
    expect(project.runs.get(run.id)).toMatchObject({ failed: 1, total: 2 });
    expect(project.runs.retryFailed(run.id)).toBe(1);
    expect(project.runs.pending(run.id)).toEqual([a, b]);
    expect(project.predictions.ofRun(run.id)).toEqual([]);
  });

  it('go with their predictions, evaluations and method', async () => {
    const project = await makeProject({ items: 1 });
    const [itemId] = project.items.ids() as [number];
    const run = makeRun(project);
    await saveEvaluated(project, { runId: run.id, itemId }, { epe: 2 });
    project.runs.delete(run.id);
    expect(project.runs.list()).toEqual([]);
    expect(project.predictions.ofItem(itemId)).toEqual([]);
    expect(project.evaluations.metricsOf(run.id)).toEqual([]);
    expect(() => project.runs.get(run.id)).toThrow(
      expect.objectContaining({ tag: 'NotFound', message: `there is no run ${run.id}` }),
    );
  });
});

describe('predictions', () => {
  it('replace the earlier one of the same run and item together with its evaluation', async () => {
    const project = await makeProject({ items: 1 });
    const [itemId] = project.items.ids() as [number];
    const run = makeRun(project);
    await saveEvaluated(project, { runId: run.id, itemId }, { epe: 2 });
    const error = { tag: 'BadFile', message: 'cut', fields: { file: 'a.png', found: 3 } } as const;
    const failed = project.predictions.saveFailed({ runId: run.id, itemId, error, elapsedMs: 3 });
    expect(failed).toMatchObject({ state: 'failed', error, rasterId: null, quantity: null, elapsedMs: 3 });
    expect(project.predictions.ofItem(itemId)).toEqual([failed]);
    expect(project.predictions.get(failed.id)).toEqual(failed);
    expect(project.evaluations.of(run.id, itemId).evaluation).toBeNull();
  });

  it('need an item of the run and a raster that is there', async () => {
    const project = await makeProject({ items: 1 });
    const run = makeRun(project);
    const [itemId] = project.items.ids() as [number];
    const good = { runId: run.id, itemId, quantity: 'disparity:px', elapsedMs: 1 } as const;
    expect(() => project.predictions.saveDone({ ...good, rasterId: 'none' })).toThrow(/FOREIGN KEY/);
    expect(project.runs.pending(run.id)).toEqual([itemId]);
    expect(() => project.predictions.saveDone({ ...good, itemId: 77, rasterId: 'none' })).toThrow(
      expect.objectContaining({ tag: 'NotFound', message: `run ${run.id} has no item 77` }),
    );
  });
});
