import { afterAll, describe, expect, it } from 'vitest';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import type { Project } from '#project/Project.ts';
import type { RegionDraft } from '#domain/regions/RegionRecord.ts';
import { regionDraft } from '#testing/regionDraft.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { testRecipe } from '#testing/testRecipe.ts';
import { compareRuns as compare, type ComparisonQuestion } from './compareRuns.ts';

const pool = new ComputePool({ size: 1 });
afterAll(() => pool.close());
const { signal } = new AbortController();

function compareRuns(project: Project, question: ComparisonQuestion) {
  return compare({ project, pool, signal }, question);
}

function region(rank: number, x: number, severity: number): RegionDraft {
  return regionDraft({ rank, severity, bbox: [x, 0, 2, 2] });
}

async function twoRuns() {
  const project = await makeProject({ items: 3 });
  const [a, b] = [makeRun(project, 'sgbm'), makeRun(project, 'sgbm:mode=hh')];
  const [first, second, third] = project.items.ids();
  const at = (run: { id: number }, itemId: number | undefined) => ({ runId: run.id, itemId: itemId! });
  await saveEvaluated(project, at(a, first), { epe: 2, regions: [region(1, 0, 3), region(2, 4, 1)] });
  await saveEvaluated(project, at(b, first), { epe: 1, regions: [region(1, 4, 2)] });
  await saveEvaluated(project, at(a, second), { epe: 1 });
  await saveEvaluated(project, at(b, second), { epe: 4, regions: [region(1, 0, 9)] });
  await saveEvaluated(project, at(a, third), { epe: 7, regions: [region(1, 0, 5)] });
  const question = { runA: a.id, runB: b.id, metric: 'epe', scope: 'all', tolerance: 0 };
  return { project, question };
}

describe('compareRuns', () => {
  it('pairs the items of both runs and tells their regions apart', async () => {
    const { project, question } = await twoRuns();
    const found = await compareRuns(project, question);
    expect(found).toMatchObject({ isLargerBetter: false, onlyA: 1, onlyB: 0, same: 0, warnings: [] });
    expect(found.better.map(({ difference }) => difference)).toEqual([-1]);
    expect(found.worse.map(({ difference }) => difference)).toEqual([3]);
    const { fixed, added, worse, kept } = found.regions;
    expect(fixed.map(({ severity }) => severity)).toEqual([3]);
    expect(added.map(({ severity }) => severity)).toEqual([9]);
    expect(worse.map(({ a, b }) => [a.severity, b.severity])).toEqual([[1, 2]]);
    expect(kept).toBe(0);
  });

  it('finds a run no better and no worse than itself', async () => {
    const { project, question } = await twoRuns();
    const { runA } = question;
    expect(await compareRuns(project, { ...question, runB: runA })).toMatchObject({
      ...{ better: [], worse: [], same: 3, pValue: null },
      regions: { fixed: [], added: [], worse: [], kept: 3 },
    });
  });

  it('warns where the runs were judged under different recipes', async () => {
    const { project, question } = await twoRuns();
    const other = { ...testRecipe, hash: 'other', label: 'another recipe' };
    project.recipes.setInForce(other);
    const prediction = project.predictions.of(question.runB, project.items.ids()[0]!)!;
    project.evaluations.save({
      ...project.evaluations.of(question.runB, prediction.itemId).evaluation!,
      recipeHash: other.hash,
      metrics: [],
      regions: [],
    });
    expect((await compareRuns(project, question)).warnings).toEqual([
      expect.stringMatching(/not comparable: .*another recipe/),
    ]);
  });

  it('refuses what is not there', async () => {
    const { project, question } = await twoRuns();
    await expect(compareRuns(project, { ...question, runB: 99 })).rejects.toMatchObject({ tag: 'NotFound' });
    await expect(compareRuns(project, { ...question, metric: 'speed' })).rejects.toMatchObject({
      tag: 'InvalidOption',
    });
  });
});
