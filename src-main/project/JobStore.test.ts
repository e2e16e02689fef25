import { expect, it } from 'vitest';
import { makeProject, makeRun } from '#testing/makeProject.ts';

it('keeps a job with its payload, and changes only what is given', async () => {
  const project = await makeProject();
  const run = makeRun(project);
  const payload = { method: 'sgbm', itemIds: [1, 2] };
  const added = project.jobs.add({ kind: 'run', title: 'SGBM on 2 items', payload, runId: run.id, total: 2 });
  expect(added).toMatchObject({
    kind: 'run',
    title: 'SGBM on 2 items',
    state: 'queued',
    done: 0,
    failed: 0,
    total: 2,
    current: null,
    error: null,
    runId: run.id,
    startedAt: null,
    endedAt: null,
  });
  expect(project.jobs.payload(added.id)).toEqual(payload);
  const running = project.jobs.update(added.id, { state: 'running', done: 1, current: 'frames/0' });
  expect(running).toEqual({ ...added, state: 'running', done: 1, current: 'frames/0' });
  const error = { tag: 'Bug', message: 'x is not a function' };
  project.jobs.update(added.id, {
    state: 'failed',
    error,
    current: null,
    endedAt: '2026-01-01T00:00:00.000Z',
  });
  expect(project.jobs.get(added.id)).toMatchObject({ state: 'failed', error, current: null, done: 1 });
  expect(() => project.jobs.update(9, {})).toThrow(
    expect.objectContaining({ tag: 'NotFound', message: 'there is no job 9' }),
  );
});

it('lists newest first and the queue oldest first', async () => {
  const project = await makeProject();
  const ids = [1, 2, 3].map((n) => project.jobs.add({ kind: 'import', title: `job ${n}`, payload: null }).id);
  project.jobs.update(ids[1]!, { state: 'cancelled' });
  expect(project.jobs.list().map((job) => job.id)).toEqual(ids.toReversed());
  expect(project.jobs.list(1).map((job) => job.id)).toEqual([ids[2]]);
  expect(project.jobs.queued().map((job) => job.id)).toEqual([ids[0], ids[2]]);
});

it('keeps a job whose run was deleted', async () => {
  const project = await makeProject();
  const run = makeRun(project);
  const { id } = project.jobs.add({ kind: 'run', title: 'x', payload: null, runId: run.id });
  project.runs.delete(run.id);
  expect(project.jobs.get(id).runId).toBeNull();
});
