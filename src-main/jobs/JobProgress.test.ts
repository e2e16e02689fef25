import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobRecord } from '#domain/records.ts';
import { JobProgress } from './JobProgress.ts';
import type { WorkspaceEvent } from './WorkspaceEvent.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function makeProgress() {
  const reports: Extract<WorkspaceEvent, { type: 'job' }>[] = [];
  const progress = new JobProgress({
    save: (stored) => stored as JobRecord,
    emit: (event) => {
      if (event.type === 'job') reports.push(event);
    },
  });
  return { progress, reports };
}

describe('JobProgress', () => {
  it('reports at most five times a second, and the last state', () => {
    const { progress, reports } = makeProgress();
    progress.expect(1000, { done: 0, failed: 0 });
    for (let i = 0; i < 100; i++) {
      progress.begin(`item ${i}`);
      vi.advanceTimersByTime(10);
      progress.finish(`item ${i}`, i % 10 === 0 ? 'failed' : 'done');
    }
    progress.close({ state: 'done', error: null });
    expect(reports.length).toBeLessThanOrEqual(7);
    expect(reports.at(-1)!.job).toMatchObject({ state: 'done', done: 90, failed: 10, total: 1000 });
  });

  it('gives rate, time left and the item it is at', () => {
    const { progress, reports } = makeProgress();
    progress.expect(12, { done: 2, failed: 0 });
    for (const item of ['a', 'b', 'c', 'd']) {
      progress.begin(item);
      vi.advanceTimersByTime(500);
      progress.finish(item, 'done');
    }
    progress.begin('e');
    vi.advanceTimersByTime(200);
    const last = reports.at(-1)!;
    expect(last.job).toMatchObject({ done: 6, total: 12, current: 'e' });
    expect(last.itemsPerSecond).toBeCloseTo(4 / 2.2, 6);
    expect(last.secondsLeft).toBeCloseTo(6 / (4 / 2.2), 6);
  });

  it('knows no rate before the first item is finished, nor after how long the rest is done', () => {
    const { progress, reports } = makeProgress();
    progress.expect(3, { done: 0, failed: 0 });
    expect(reports).toMatchObject([{ itemsPerSecond: null, secondsLeft: null }]);
  });

  it('says nothing more after it was closed', () => {
    const { progress, reports } = makeProgress();
    progress.expect(3, { done: 0, failed: 0 });
    progress.begin('a');
    progress.close({ state: 'cancelled', error: null });
    const count = reports.length;
    vi.advanceTimersByTime(1000);
    expect(reports).toHaveLength(count);
  });
});
