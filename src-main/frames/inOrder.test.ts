import { expect, it } from 'vitest';
import { inOrder } from './inOrder.ts';

it('works on several at once and yields in order', async () => {
  const open: (() => void)[] = [];
  const gates = [0, 1, 2, 3, 4].map((i) => new Promise<void>((resolve) => (open[i] = resolve)));
  let most = 0;
  let under = 0;
  const work = async (i: number): Promise<number> => {
    most = Math.max(most, ++under);
    await gates[i];
    under--;
    return i;
  };
  const results: number[] = [];
  const all = (async () => {
    for await (const result of inOrder([0, 1, 2, 3, 4], 3, work)) results.push(result);
  })();
  for (const i of [2, 1, 0, 4, 3]) {
    open[i]!();
    await Promise.resolve();
  }
  await all;
  expect(results).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(3);
});

it('throws a failure in its turn, and begins nothing after it', async () => {
  const begun: number[] = [];
  const work = (i: number): Promise<number> => {
    begun.push(i);
    return i === 1 ? Promise.reject(new Error('the second')) : Promise.resolve(i);
  };
  const results: number[] = [];
  const read = async () => {
    for await (const result of inOrder([0, 1, 2, 3, 4, 5], 2, work)) results.push(result);
  };
  await expect(read()).rejects.toThrow('the second');
  expect(results).toEqual([0]);
  expect(begun).toEqual([0, 1, 2]);
});
