import { describe, expect, it } from 'vitest';
import type { RegionDraft } from '#domain/regions/RegionRecord.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { regionDraft } from '#testing/regionDraft.ts';
import { testRecipe } from '#testing/testRecipe.ts';

function region(rank: number, severity: number): RegionDraft {
  return regionDraft({ rank, severity, areaPx: 20 + rank, bbox: [1, 2, 3 + rank, 4] });
}

describe('evaluations', () => {
  it('are saved whole and replace the earlier one', async () => {
    const project = await makeProject({ items: 1 });
    const [itemId] = project.items.ids() as [number];
    const at = { runId: makeRun(project).id, itemId };
    await saveEvaluated(project, at, { epe: 1, regions: [region(1, 0.5), region(2, 0.25)] });
    const metric = { scope: 'class:thin', name: 'epe', value: null, coverage: 0, pixels: 0 };
    const saved = await saveEvaluated(project, at, { epe: 2, regions: [region(1, 0.75)], metrics: [metric] });
    const stored = project.evaluations.of(at.runId, itemId);
    expect(stored.evaluation).toEqual(saved);
    expect(saved).toMatchObject({ alignment: { scale: 1, shift: 0 }, warnings: ['a warning'] });
    expect(stored).toMatchObject({ error: null, recipeHash: testRecipe.hash, stale: false });
    expect(stored.metrics).toEqual([
      { scope: 'all', name: 'epe', value: 2, coverage: 0.75, pixels: 48 },
      metric,
    ]);
    const [only] = stored.regions;
    const { predictionId } = saved;
    const place = { id: only!.id, predictionId, evaluationId: saved.id, itemId };
    expect(stored.regions).toEqual([{ ...region(1, 0.75), ...place }]);
    expect(project.evaluations.region(only!.id)).toMatchObject({ itemName: 'frames/0', runId: at.runId });
    expect(project.evaluations.regionsPage({ runId: null, offset: 0, limit: 9 }).total).toBe(1);
  });

  it('remember why there is none, and forget it when there is one', async () => {
    const project = await makeProject({ items: 1 });
    const [itemId] = project.items.ids() as [number];
    const at = { runId: makeRun(project).id, itemId };
    expect(project.evaluations.of(at.runId, itemId)).toMatchObject({
      evaluation: null,
      error: null,
      recipeHash: null,
    });
    await saveEvaluated(project, at, { epe: 1 });
    const { id: predictionId } = project.predictions.of(at.runId, itemId)!;
    const error = {
      tag: 'CalibrationMissing',
      message: 'no calibration',
      fields: { item: 'frames/0' },
    } as const;
    project.evaluations.saveFailed({ predictionId, recipeHash: testRecipe.hash, error });
    expect(project.evaluations.of(at.runId, itemId)).toEqual({
      evaluation: null,
      error,
      recipeHash: testRecipe.hash,
      stale: false,
      metrics: [],
      regions: [],
      findings: null,
    });
    await saveEvaluated(project, at, { epe: 1 });
    expect(project.evaluations.of(at.runId, itemId).error).toBeNull();
    expect(() =>
      project.evaluations.saveFailed({ predictionId: 99, recipeHash: testRecipe.hash, error }),
    ).toThrow(expect.objectContaining({ tag: 'NotFound' }));
  });

  it('give the regions of the dataset worst first, by run or over all, in pages', async () => {
    const project = await makeProject({ items: 2 });
    const [a, b] = project.items.ids() as [number, number];
    const [first, second] = [makeRun(project), makeRun(project, 'sgbm:mode=hh')];
    await saveEvaluated(
      project,
      { runId: first.id, itemId: a },
      { epe: 1, regions: [region(1, 5), region(2, 1)] },
    );
    await saveEvaluated(project, { runId: first.id, itemId: b }, { epe: 1, regions: [region(1, 3)] });
    await saveEvaluated(project, { runId: second.id, itemId: b }, { epe: 1, regions: [region(1, 4)] });
    const all = project.evaluations.regionsPage({ runId: null, offset: 0, limit: 3 });
    expect(all.total).toBe(4);
    expect(all.rows.map((row) => [row.severity, row.itemName, row.runId])).toEqual([
      [5, 'frames/0', first.id],
      [4, 'frames/1', second.id],
      [3, 'frames/1', first.id],
    ]);
    const page = project.evaluations.regionsPage({ runId: first.id, offset: 1, limit: 9 });
    expect(page).toMatchObject({ total: 3, rows: [{ severity: 3 }, { severity: 1 }] });
  });

  it('give all metrics of a run with the items they belong to', async () => {
    const project = await makeProject({ items: 11 });
    const run = makeRun(project);
    const ids = project.items.ids();
    for (const itemId of [ids[10]!, ids[2]!])
      await saveEvaluated(project, { runId: run.id, itemId }, { epe: itemId });
    expect(project.evaluations.metricsOf(run.id)).toEqual([
      {
        itemId: ids[2],
        itemName: 'frames/2',
        scope: 'all',
        name: 'epe',
        value: ids[2],
        coverage: 0.75,
        pixels: 48,
      },
      {
        itemId: ids[10],
        itemName: 'frames/10',
        scope: 'all',
        name: 'epe',
        value: ids[10],
        coverage: 0.75,
        pixels: 48,
      },
    ]);
  });

  it('are outdated when missing, stale or of another recipe, where there is ground truth', async () => {
    const project = await makeProject({ items: 4 });
    const [a, b, c, d] = project.items.ids() as [number, number, number, number];
    const run = makeRun(project);
    for (const itemId of [a, b, c, d]) await saveEvaluated(project, { runId: run.id, itemId }, { epe: 1 });
    const outdated = (hash = testRecipe.hash) =>
      project.evaluations.outdated(hash, run.id).map((prediction) => prediction.itemId);
    expect(outdated()).toEqual([]);
    project.evaluations.markStale([b]);
    const again = project.predictions.of(run.id, c)!;
    project.predictions.saveDone({ ...again, rasterId: again.rasterId!, quantity: 'disparity:px' });
    expect(outdated()).toEqual([b, c]);
    expect(outdated('another recipe')).toEqual([a, b, c, d]);
    const found = project.items.get(d);
    project.items.upsert([{ ...found, assets: project.items.assets(d).slice(0, 2), problems: [] }]);
    expect(outdated('another recipe')).toEqual([a, b, c]);
    expect(project.evaluations.deleteStale(testRecipe.hash)).toBe(2);
    expect(project.evaluations.of(run.id, b).evaluation).toBeNull();
    expect(project.evaluations.of(run.id, a).evaluation).not.toBeNull();
  });
});

describe('recipes', () => {
  it('keep the first text under a hash, and know the one in force', async () => {
    const project = await makeProject();
    project.recipes.put({ ...testRecipe, label: 'another label' });
    expect(project.recipes.get(testRecipe.hash)).toEqual(testRecipe);
    const next = {
      ...testRecipe,
      hash: 'recipe-2',
      recipe: { ...testRecipe.recipe, alignment: 'median' as const },
    };
    project.recipes.setInForce(next);
    expect(project.recipes.inForce()).toEqual(next);
    expect(project.recipes.list().map((recipe) => recipe.hash)).toEqual(['recipe-1', 'recipe-2']);
    expect(() => project.recipes.get('none')).toThrow(
      expect.objectContaining({ tag: 'NotFound', message: 'there is no recipe none' }),
    );
    const run = makeRun(project);
    project.runs.setRecipe(run.id, 'recipe-2');
    expect(project.runs.get(run.id).recipeHash).toBe('recipe-2');
  });
});
