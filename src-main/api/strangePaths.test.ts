import { unzipSync } from 'fflate';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { longFolder, strangeName } from '#testing/strangeFolders.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import type { FolderAnswer, ItemAnswer, ItemsAnswer, ProjectSummary, StartRunAnswer } from './contract.ts';

let studio: TestStudio;
let root = '';
let project: ProjectSummary;

beforeAll(async () => {
  studio = await openStudio();
  root = join(await longFolder(studio.folder), 'data 데이터 #2 100%.d');
  await writeTinyDataset(root, 1);
  project = await studio.importDataset(root);
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

describe('a dataset in folders with spaces, Hangul, an emoji, # and %, of more than 260 characters', () => {
  it('is found by the studio’s own picker', async () => {
    expect(root.length).toBeGreaterThan(260);
    const { entries } = await studio.get<FolderAnswer>(`folders?path=${encodeURIComponent(studio.folder)}`);
    expect(entries.map(({ name }) => name)).toContain(strangeName);
  });

  it('is imported and served: pictures, ground truth, thumbnail', async () => {
    expect(project).toMatchObject({ path: `${root}.fathom`, itemCount: 1, rejectedCount: 0 });
    const { rows } = await studio.get<ItemsAnswer>('items?limit=1');
    const { item, assets } = await studio.get<ItemAnswer>(`items/${rows[0]!.id}`);
    const asset = (role: string) => assets.find((candidate) => candidate.role === role)!.id;
    for (const path of [
      `assets/${asset('left')}/picture`,
      `assets/${asset('right')}/picture`,
      `assets/${asset('disparity')}/raster`,
      `items/${item.id}/thumbnail`,
    ]) {
      const response = await studio.fetch(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
  });

  it('is run, evaluated and reported', async () => {
    const method = 'sgbm:numDisparities=16,blockSize=3';
    const { runId } = await studio.send<StartRunAnswer>('POST', 'runs', { method, itemIds: null });
    await studio.idle();
    const { runs } = await studio.send<ProjectSummary>('POST', 'project/open', { path: project.path });
    expect(runs).toMatchObject([{ id: runId, done: 1, failed: 0 }]);
    for (const format of ['html', 'json', 'csv']) {
      const response = await studio.fetch(`reports/${format}?run=${runId}`);
      expect([format, response.status]).toEqual([format, 200]);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const text = new TextDecoder().decode(bytes);
      const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
      expect(isArchive ? Object.keys(unzipSync(bytes)).length > 0 : text.includes('scene-1')).toBe(true);
    }
  });
});
