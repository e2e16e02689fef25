import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { allInOrder } from './allInOrder.ts';

describe('allInOrder', () => {
  it('gives all values in their places', async () => {
    expect(await allInOrder([delay(5, 'late'), 'now', null])).toEqual(['late', 'now', null]);
  });

  it('throws the first failure in order, even where a later one came sooner', async () => {
    const fails = async (ms: number, message: string): Promise<never> => {
      await delay(ms);
      throw new Error(message);
    };
    await expect(allInOrder([delay(1), fails(20, 'first'), fails(1, 'second')])).rejects.toThrow('first');
  });
});
