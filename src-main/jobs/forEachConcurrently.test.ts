import { describe, expect, it } from 'vitest';
import { forEachConcurrently } from './forEachConcurrently.ts';

const { signal } = new AbortController();
const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('forEachConcurrently', () => {
  it('does everything in order of start, never more than the limit at once', async () => {
    const started: number[] = [];
    let [running, most] = [0, 0];
    await forEachConcurrently([1, 2, 3, 4, 5, 6, 7], { limit: 3, signal }, async (entry) => {
      started.push(entry);
      most = Math.max(most, ++running);
      await pause();
      running--;
    });
    expect(started).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('starts nothing after an error, waits for what runs, and throws the first error', async () => {
    const started: number[] = [];
    const ended: number[] = [];
    const work = forEachConcurrently([1, 2, 3, 4], { limit: 2, signal }, async (entry) => {
      started.push(entry);
      if (entry === 1) throw new Error('first');
      await pause();
      ended.push(entry);
    });
    await expect(work).rejects.toThrow('first');
    expect([started, ended]).toEqual([[1, 2], [2]]);
  });

  it('starts nothing after an abort and throws its reason', async () => {
    const abort = new AbortController();
    const started: number[] = [];
    const work = forEachConcurrently([1, 2, 3], { limit: 1, signal: abort.signal }, (entry) => {
      started.push(entry);
      abort.abort(new Error('enough'));
      return Promise.resolve();
    });
    await expect(work).rejects.toThrow('enough');
    expect(started).toEqual([1]);
  });

  it('is done at once with nothing to do', async () => {
    await forEachConcurrently([], { limit: 4, signal }, () => Promise.reject(new Error('never')));
  });
});
