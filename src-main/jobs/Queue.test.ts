import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ComputePool } from '#compute/pool/ComputePool.ts';
import { StudioError } from '#domain/errors.ts';
import type { JobRecord } from '#domain/records.ts';
import { Project } from '#project/Project.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { forEachConcurrently } from './forEachConcurrently.ts';
import type { JobContext, JobRecipes } from './JobContext.ts';
import { Queue } from './Queue.ts';
import type { WorkspaceEvent } from './WorkspaceEvent.ts';

const facts = { layout: 'none', root: '.', groundTruthEncoding: null, createdBy: 'test' };
type RunContext = JobContext<'run'>;

async function makeProject(): Promise<Project> {
  const project = Project.create(join(await temporaryFolder(), 'p.fathom'), facts);
  onTestFinished(() => project.close());
  return project;
}

/** A queue whose `run` jobs do the given work; the pool is real but starts no thread. */
function makeQueue(project: Project, run: (context: RunContext) => Promise<void>) {
  const events: WorkspaceEvent[] = [];
  const bugs: unknown[] = [];
  const recipes: JobRecipes = {
    run,
    import: () => Promise.resolve(),
    evaluate: () => Promise.resolve(),
    'import-predictions': () => Promise.resolve(),
    bundle: () => Promise.resolve(),
    check: () => Promise.resolve(),
  };
  const queue = new Queue({
    project,
    pool: new ComputePool({ size: 1 }),
    recipes,
    emit: (event) => events.push(event),
    onBug: (error) => bugs.push(error),
  });
  return { queue, events, bugs };
}

function addRun(queue: Queue, runId: number): JobRecord {
  return queue.add({ kind: 'run', title: `Run ${runId}`, payload: { runId } });
}

/** Works until it is stopped. */
function untilStopped({ signal }: RunContext): Promise<void> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

describe('Queue', () => {
  it('runs jobs one after the other, oldest first, and reports their progress', async () => {
    const order: string[] = [];
    const { queue, events } = makeQueue(await makeProject(), async ({ payload, progress, signal }) => {
      order.push(`begin ${payload.runId}`);
      progress.expect(3, { done: 0, failed: 0 });
      await forEachConcurrently(['a', 'b', 'c'], { limit: 2, signal }, async (item) => {
        progress.begin(item);
        await Promise.resolve();
        progress.finish(item, item === 'b' ? 'failed' : 'done');
      });
      order.push(`end ${payload.runId}`);
    });
    const [first, second] = [addRun(queue, 1), addRun(queue, 2)];
    expect(order).toEqual([]);
    queue.start();
    expect(await queue.whenEnded(first.id)).toMatchObject({
      state: 'done',
      done: 2,
      failed: 1,
      total: 3,
      error: null,
    });
    await queue.whenEnded(second.id);
    expect(order).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
    const reports = events.filter((event) => event.type === 'job' && event.job.id === first.id);
    expect(reports.at(-1)).toMatchObject({ job: { state: 'done' }, secondsLeft: 0 });
  });

  it('answers the waiting job when the same work is added again', async () => {
    const { queue } = makeQueue(await makeProject(), () => Promise.resolve());
    const first = addRun(queue, 1);
    expect(addRun(queue, 1).id).toBe(first.id);
    expect(addRun(queue, 2).id).not.toBe(first.id);
  });

  it('runs an evaluation beside a long run', async () => {
    const { queue } = makeQueue(await makeProject(), untilStopped);
    queue.start();
    const run = addRun(queue, 1);
    const evaluation = queue.add({ kind: 'evaluate', title: 'Compare', payload: {} });
    expect((await queue.whenEnded(evaluation.id)).state).toBe('done');
    expect((await queue.cancel(run.id)).state).toBe('cancelled');
  });

  it('cancels a waiting job at once, and a cancelled one resumes', async () => {
    const done: number[] = [];
    const { queue } = makeQueue(await makeProject(), ({ payload }) => {
      done.push(payload.runId);
      return Promise.resolve();
    });
    const { id } = addRun(queue, 1);
    const waiting = queue.whenEnded(id);
    expect((await queue.cancel(id)).state).toBe('cancelled');
    expect((await waiting).state).toBe('cancelled');
    queue.start();
    expect(done).toEqual([]);
    expect(queue.resume(id).endedAt).toBeNull();
    expect((await queue.whenEnded(id)).state).toBe('done');
    expect(done).toEqual([1]);
    expect(() => queue.resume(id)).toThrow(`job ${id} is done; only a cancelled or failed one resumes`);
  });

  it('keeps the tag of an expected failure, and calls a bug a bug', async () => {
    const { queue, bugs } = makeQueue(await makeProject(), ({ payload }) => {
      if (payload.runId === 1) throw new StudioError('LayoutUnknown', 'no layout fits');
      throw new TypeError('undefined is not a function');
    });
    queue.start();
    const [expected, bug] = [addRun(queue, 1), addRun(queue, 2)];
    expect(await queue.whenEnded(expected.id)).toMatchObject({
      state: 'failed',
      error: { tag: 'LayoutUnknown', message: 'no layout fits' },
    });
    expect(await queue.whenEnded(bug.id)).toMatchObject({ state: 'failed', error: { tag: 'Bug' } });
    expect(bugs).toEqual([new TypeError('undefined is not a function')]);
  });

  it('lets a job that was running when it closed wait for the next start', async () => {
    const project = await makeProject();
    const before = makeQueue(project, untilStopped);
    before.queue.start();
    const { id } = addRun(before.queue, 1);
    await before.queue.close();
    expect(project.jobs.get(id)).toMatchObject({ state: 'queued', endedAt: null });
    const after = makeQueue(project, () => Promise.resolve());
    after.queue.start();
    expect((await after.queue.whenEnded(id)).state).toBe('done');
  });

  it('queues a job again whose program died while it ran', async () => {
    const path = join(await temporaryFolder(), 'p.fathom');
    const before = Project.create(path, facts);
    const { id } = before.jobs.add({ kind: 'run', title: 'Run', payload: { runId: 7 } });
    before.jobs.update(id, { state: 'running' });
    before.close();
    const project = Project.open(path);
    onTestFinished(() => project.close());
    const seen: number[] = [];
    const { queue } = makeQueue(project, ({ payload }) => {
      seen.push(payload.runId);
      return Promise.resolve();
    });
    queue.start();
    expect((await queue.whenEnded(id)).state).toBe('done');
    expect(seen).toEqual([7]);
  });

  it('ends a job on a full disk with its reason, lives on, and lets it resume', async () => {
    const project = await makeProject();
    const update = project.jobs.update.bind(project.jobs);
    const full = vi.spyOn(project.jobs, 'update');
    let isFull = true;
    full.mockImplementation((...given) => {
      if (isFull) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      return update(...given);
    });
    const { queue, events, bugs } = makeQueue(project, ({ progress }) => {
      progress.expect(2, { done: 0, failed: 0 });
      if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      return Promise.resolve();
    });
    queue.start();
    const { id } = addRun(queue, 1);
    expect(await queue.whenEnded(id)).toMatchObject({
      state: 'failed',
      error: {
        tag: 'CannotWrite',
        message: `${project.path} cannot be written: the disk is full`,
        fields: { file: project.path },
      },
    });
    expect(events.some((e) => e.type === 'job' && e.job.state === 'failed')).toBe(true);
    expect(bugs).toEqual([]);

    isFull = false;
    queue.resume(id);
    expect(await queue.whenEnded(id)).toMatchObject({ state: 'done' });
  });
});
