import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttled } from './throttled.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('makes many calls in a row one, and one more for those that came too soon', () => {
  let runs = 0;
  const call = throttled(() => (runs += 1), 100);
  call();
  call();
  vi.advanceTimersByTime(1);
  expect(runs).toBe(1);
  call();
  call();
  vi.advanceTimersByTime(98);
  expect(runs).toBe(1);
  vi.advanceTimersByTime(10);
  expect(runs).toBe(2);
  vi.advanceTimersByTime(1000);
  expect(runs).toBe(2);
});

it('runs at once again after a pause', () => {
  let runs = 0;
  const call = throttled(() => (runs += 1), 100);
  call();
  vi.advanceTimersByTime(500);
  call();
  vi.advanceTimersByTime(1);
  expect(runs).toBe(2);
});
