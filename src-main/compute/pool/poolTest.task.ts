import { defineTask } from '../tasks/Task.ts';

export const double = defineTask<{ values: number[] }, { values: number[] }>('double');
/** Reports once that it runs, then runs until it is cancelled. */
export const spin = defineTask<null, never>('spin');
export const fail = defineTask<{ expected: number; found: number }, never>('fail');
export const misbehave = defineTask<null, never>('misbehave');
export const crash = defineTask<null, never>('crash');
export const allocate = defineTask<{ length: number }, { first: Float32Array; nested: Uint8Array[] }>(
  'allocate',
);
