import { expect, it } from 'vitest';
import { makeProject } from '#testing/makeProject.ts';

it('lists rejected files before doubtful ones, counts them, and clears those of no item', async () => {
  const project = await makeProject({ items: 1 });
  const [itemId] = project.items.ids() as [number];
  const doubtful = {
    itemId,
    file: 'b.png',
    severity: 'doubtful',
    tag: 'NoValidPixels',
    message: 'all zero',
    fields: { file: 'b.png', found: 0 },
  } as const;
  const rejected = {
    ...doubtful,
    itemId: null,
    file: 'c.png',
    severity: 'rejected',
    tag: 'BadFile',
  } as const;
  project.problems.add([doubtful, rejected]);
  expect(project.problems.list()).toEqual([
    { ...rejected, id: 2 },
    { ...doubtful, id: 1 },
  ]);
  expect(project.problems.counts()).toEqual({ rejected: 1, doubtful: 1 });
  project.problems.clearUnassigned();
  expect(project.problems.list()).toEqual([{ ...doubtful, id: 1 }]);
  expect(project.problems.ofItem(itemId)).toHaveLength(1);
});
