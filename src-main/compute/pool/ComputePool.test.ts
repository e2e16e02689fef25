import { afterEach, describe, expect, it } from 'vitest';
import { isAbortError } from '#domain/errors.ts';
import { defineTask } from '../tasks/Task.ts';
import { ComputePool } from './ComputePool.ts';
import { allocate, crash, double, fail, misbehave, spin } from './poolTest.task.ts';

const worker = new URL('./poolTest.worker.ts', import.meta.url);
const pools: ComputePool[] = [];

function makePool(size: number): ComputePool {
  const pool = new ComputePool({ size, worker });
  pools.push(pool);
  return pool;
}

/** A spinning task and a promise of the moment at which it really runs. */
function startSpin(pool: ComputePool, signal: AbortSignal) {
  let tell = (): void => undefined;
  const running = new Promise<void>((resolve) => (tell = resolve));
  const result = pool.run(spin, null, { signal, onProgress: tell }).catch((error: unknown) => error);
  return { running, result };
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('ComputePool', () => {
  it('returns what the work returns, and thins out its progress', async () => {
    const shares: number[] = [];
    const result = await makePool(1).run(
      double,
      { values: [1, 2] },
      { onProgress: (share) => shares.push(share) },
    );
    expect(result).toEqual({ values: [2, 4] });
    expect(shares.length).toBeGreaterThan(50);
    expect(shares.length).toBeLessThanOrEqual(101);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('keeps many tasks on few threads in order', async () => {
    const pool = makePool(2);
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, i) => pool.run(double, { values: [i] })),
    );
    expect(results.map(({ values }) => values[0])).toEqual(Array.from({ length: 40 }, (_, i) => 2 * i));
  });

  it('moves the typed arrays of nested outputs', async () => {
    const output = await makePool(1).run(allocate, { length: 5 });
    expect(output.first).toEqual(new Float32Array(5));
    expect(output.nested).toEqual([new Uint8Array(5)]);
  });

  it('copies an input, and moves one that is handed over', async () => {
    const pool = makePool(1);
    const sum = defineTask<{ values: Float32Array }, { values: Float32Array }>('double');
    const kept = new Float32Array([1]);
    await pool.run(sum, { values: kept });
    expect(kept).toEqual(new Float32Array([1]));
    const given = new Float32Array([3]);
    const result = await pool.run(sum, { values: given }, { transfer: [given.buffer] });
    expect(result.values).toEqual(new Float32Array([6]));
    expect(given.length).toBe(0);
  });

  it('stops a running task that polls for cancellation, and its thread works on', async () => {
    const pool = makePool(1);
    const abort = new AbortController();
    const { running, result } = startSpin(pool, abort.signal);
    await running;
    abort.abort();
    expect(isAbortError(await result)).toBe(true);
    expect(await pool.run(double, { values: [4] })).toEqual({ values: [8] });
  });

  it('drops a queued task at once while another one runs', async () => {
    const pool = makePool(1);
    const running = new AbortController();
    const first = startSpin(pool, running.signal);
    await first.running;
    const queued = new AbortController();
    const second = pool
      .run(double, { values: [1] }, { signal: queued.signal })
      .catch((error: unknown) => error);
    queued.abort();
    expect(isAbortError(await second)).toBe(true);
    running.abort();
    await first.result;
  });

  it('lets later tasks go before a patient one, but not for ever', async () => {
    const pool = makePool(1);
    const running = new AbortController();
    const first = startSpin(pool, running.signal);
    await first.running;
    const order: string[] = [];
    const ask = (name: string, isPatient: boolean) =>
      pool.run(double, { values: [] }, { isPatient }).then(() => order.push(name));
    const all = [ask('patient', true)];
    for (let i = 1; i <= 20; i += 1) all.push(ask(String(i), false));
    running.abort();
    await Promise.all([first.result, ...all]);
    expect(order.indexOf('patient')).toBeGreaterThan(10);
    expect(order.indexOf('patient')).toBeLessThan(20);
    expect(order.filter((name) => name !== 'patient')).toEqual(
      Array.from({ length: 20 }, (_, i) => String(i + 1)),
    );
  });

  it('refuses a signal that is already aborted without starting a thread', async () => {
    const refused = await makePool(1)
      .run(crash, null, { signal: AbortSignal.abort() })
      .catch((error: unknown) => error);
    expect(isAbortError(refused)).toBe(true);
  });

  it('keeps the tag and the fields of an expected failure', async () => {
    await expect(makePool(1).run(fail, { expected: 3, found: 4 })).rejects.toMatchObject({
      name: 'StudioError',
      tag: 'SizeMismatch',
      message: 'expected 3, found 4',
      fields: { expected: 3, found: 4 },
    });
  });

  it('names the task and keeps the stack of a bug', async () => {
    await expect(makePool(1).run(misbehave, null)).rejects.toMatchObject({
      message: 'misbehave: an index ran away',
      stack: expect.stringContaining('poolTest.worker.ts') as string,
    });
  });

  it('fails the task of a worker that dies and replaces the worker', async () => {
    const pool = makePool(1);
    const died = pool.run(crash, null);
    const next = pool.run(double, { values: [5] });
    await expect(died).rejects.toThrow('the worker thread doing crash died: it exited with code 7');
    expect(await next).toEqual({ values: [10] });
  });

  it('refuses a task that nobody registered', async () => {
    await expect(makePool(1).run(defineTask<null, null>('nothing'), null)).rejects.toThrow(
      'no work is registered for the task nothing',
    );
  });

  it('cancels everything when it closes and takes no more', async () => {
    const pool = makePool(1);
    const first = startSpin(pool, new AbortController().signal);
    await first.running;
    const second = pool.run(double, { values: [1] }).catch((error: unknown) => error);
    await pool.close();
    expect(isAbortError(await first.result)).toBe(true);
    expect(isAbortError(await second)).toBe(true);
    await expect(pool.run(double, { values: [1] })).rejects.toThrow('the pool is closed');
  });
});
