import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

const never = new AbortController().signal;
const untilAborted = (signal: AbortSignal) =>
  new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('aborted')));

test('a piece of work aborts the one before it in its slot, and no other', async () => {
  const inSlot = createSlots();
  const first = inSlot('a', never, untilAborted);
  const other = new AbortController();
  const elsewhere = inSlot('b', other.signal, untilAborted);
  expect(await inSlot('a', never, () => Promise.resolve('done'))).toBe('done');
  expect(await first).toBe('aborted');
  other.abort();
  expect(await elsewhere).toBe('aborted');
});

test('work that is over is not aborted, and a failure frees its slot', async () => {
  const inSlot = createSlots();
  await expect(inSlot('a', never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  let seen: AbortSignal | undefined;
  await inSlot('a', never, (signal) => {
    seen = signal;
    return Promise.resolve();
  });
  await inSlot('a', never, () => Promise.resolve());
  expect(seen?.aborted).toBe(false);
});
