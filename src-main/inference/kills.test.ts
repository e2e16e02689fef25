import { expect, it } from 'vitest';
import { killWhileInferring } from '#testing/killWhileInferring.ts';

// A hundred kills: npm run fuzz:inference.
it(
  'does every item of a run but those that were killed twice, however often the process is killed',
  { timeout: 300_000 },
  async () => {
    const { job, crashes, predictions, verified, bugs } = await killWhileInferring({
      ...{ items: 24, kills: 8, seed: 4, everyMs: 700 },
    });
    const failed = predictions.filter(({ state }) => state === 'failed');
    expect(job).toMatchObject({ state: 'done', done: 24 - failed.length, failed: failed.length });
    expect(predictions).toHaveLength(24);
    for (const { error } of failed)
      expect(error).toMatchObject({ tag: 'InferenceCrashed', fields: { attempts: 2 } });
    expect(crashes.reduce((sum, { givenUp }) => sum + givenUp, 0)).toBe(failed.length);
    expect(verified.problems).toEqual([]);
    expect(bugs).toEqual([]);
  },
);
