import { expect, it } from 'vitest';
import type { JobRecord } from '#domain/records.ts';
import { elapsedSeconds, progressText, shareDone } from './jobText.ts';

function job(part: Partial<JobRecord>): JobRecord {
  return {
    id: 1,
    kind: 'run',
    title: 'Run sgbm',
    state: 'running',
    done: 0,
    failed: 0,
    total: null,
    current: null,
    error: null,
    runId: 1,
    createdAt: '2026-11-20T10:00:00Z',
    startedAt: null,
    endedAt: null,
    ...part,
  };
}

it('says how far a running job is, how fast, and how long it takes yet', () => {
  const rate = { itemsPerSecond: 8.4, secondsLeft: 22 };
  expect(progressText(job({ done: 11, failed: 1, total: 200 }), rate)).toBe(
    '12/200 · 1 failed · 8.4 items/s · 22 s left',
  );
});

it('leaves out what is not known or no longer so', () => {
  const rate = { itemsPerSecond: 8.4, secondsLeft: 0 };
  expect(progressText(job({ done: 3 }), { itemsPerSecond: null, secondsLeft: null })).toBe('3');
  expect(progressText(job({ state: 'done', done: 200, total: 200 }), rate)).toBe('200/200');
});

it('counts failed items as done, and knows no share without a total', () => {
  expect(shareDone(job({ done: 1, failed: 1, total: 4 }))).toBe(0.5);
  expect(shareDone(job({ done: 1 }))).toBeNull();
  expect(shareDone(job({ total: 0 }))).toBeNull();
});

it('measures from start to end, or to now', () => {
  const now = new Date('2026-11-20T10:01:00Z');
  expect(elapsedSeconds(job({}), now)).toBeNull();
  expect(elapsedSeconds(job({ startedAt: '2026-11-20T10:00:30Z' }), now)).toBe(30);
  const ended = { startedAt: '2026-11-20T10:00:30Z', endedAt: '2026-11-20T10:00:34Z' };
  expect(elapsedSeconds(job(ended), now)).toBe(4);
});
