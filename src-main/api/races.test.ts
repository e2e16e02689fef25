import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import type { StartRunAnswer } from './contract.ts';

const method = 'sgbm:numDisparities=16,blockSize=3';
const glass = {
  kind: 'polygon',
  parts: [
    [
      [1, 1],
      [20, 1],
      [20, 20],
    ],
  ],
};
const reads = [
  'items',
  'items/1',
  'items/1/evaluation',
  'items/1/thumbnail',
  'assets/1/picture',
  'assets/3/raster',
  'regions',
  'reports/html',
  'annotations?item=1',
  'annotations/export?format=masks',
  'jobs',
  'project',
  'session',
];
let studio: TestStudio;
const projectOf = (name: string): string => join(studio.folder, `${name}.fathom`);

beforeAll(async () => {
  studio = await openStudio();
  for (const name of ['a', 'b']) {
    const root = join(studio.folder, name);
    await writeTinyDataset(root, 6);
    await studio.importDataset(root);
    await studio.send('POST', 'runs', { method, itemIds: null });
    await studio.idle();
  }
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

async function statusOf(path: string, body?: unknown): Promise<number> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await studio.fetch(path, init);
  await response.arrayBuffer();
  return response.status;
}

function drawing(): Promise<number> {
  const added = [{ id: crypto.randomUUID(), itemId: 1, classId: 1, note: '', shape: glass }];
  return statusOf('annotations/diff', { diff: { added, updated: [], removed: [] } });
}

describe('requests while the project goes', () => {
  it.each([
    ['is closed', () => statusOf('project/close', {})],
    ['makes room for another', () => statusOf('project/open', { path: projectOf('b') })],
  ])('are answered, or told that it is not there, when it %s', async (_title, leave) => {
    await statusOf('project/open', { path: projectOf('a') });
    const runs = [3, 5, 7].map((size) =>
      statusOf('runs', { method: `sgbm:numDisparities=16,blockSize=${size}`, itemIds: null }),
    );
    const before = reads.map((path) => statusOf(path));
    const left = leave();
    const after = [...reads.map((path) => statusOf(path)), drawing(), statusOf('annotations/undo', {})];
    const statuses = await Promise.all([...runs, ...before, left, ...after]);
    expect(statuses.filter((status) => ![200, 404, 409].includes(status))).toEqual([]);
    // Longer than edits wait for their comparison.
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(studio.bugs).toEqual([]);
  });

  it('answer a report that was begun before with 200 or 404, whenever the project is closed', async () => {
    for (let turns = 0; turns < 12; turns++) {
      await statusOf('project/open', { path: projectOf('a') });
      const report = statusOf('reports/html');
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      expect(await statusOf('project/close', {})).toBe(200);
      expect([200, 404]).toContain(await report);
    }
  });
});

describe('the same run, started several times at once', () => {
  it('is one run, whose items are matched once', async () => {
    await statusOf('project/open', { path: projectOf('a') });
    const body = { method: 'sgbm:numDisparities=16,blockSize=9', itemIds: null };
    const started = await Promise.all([1, 2, 3].map(() => studio.send<StartRunAnswer>('POST', 'runs', body)));
    expect(new Set(started.map(({ runId }) => runId)).size).toBe(1);
    await studio.idle();
    const { project } = studio.workspace;
    expect(project.runs.get(started[0]!.runId)).toMatchObject({ done: 6, failed: 0, total: 6 });
  });
});
