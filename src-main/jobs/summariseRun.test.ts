import { expect, it } from 'vitest';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { makeProject, makeRun, saveEvaluated } from '#testing/makeProject.ts';
import { testRecipe } from '#testing/testRecipe.ts';
import { summariseInThread } from './summariseInThread.ts';
import { summariseRun } from './summariseRun.ts';

const { signal } = new AbortController();

it('a thread that reads the project by itself tells of a run what is told here', async () => {
  const project = await makeProject({ items: 3 });
  const runId = makeRun(project).id;
  for (const [index, itemId] of project.items.ids().entries()) {
    const metrics = [{ scope: 'class:thin', name: 'ssim', value: index / 4, coverage: 1, pixels: 9 }];
    await saveEvaluated(project, { runId, itemId }, { epe: 2 ** index, metrics });
  }
  const pool = new ComputePool({ size: 1 });
  try {
    const here = await summariseRun({ project, pool, signal }, { runId, withIntervals: true });
    expect(here.rows.map(({ scope, metric, mean }) => [scope, metric, mean])).toEqual([
      ['all', 'epe', 7 / 3],
      ['class:thin', 'ssim', 0.25],
    ]);
    const { path } = project;
    const question = {
      path,
      runId,
      recipeHash: testRecipe.hash,
      average: 'images',
      withIntervals: true,
    } as const;
    expect(await summariseInThread(question, signal)).toEqual(here.rows);
    const stopped = new AbortController();
    const told = summariseInThread(question, stopped.signal);
    stopped.abort();
    await expect(told).rejects.toMatchObject({ name: 'AbortError' });
  } finally {
    await pool.close();
  }
});
