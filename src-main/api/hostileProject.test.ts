import { copyFile, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { AssetRole } from '#domain/records.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import type { ErrorAnswer, EvaluationAnswer, ItemAnswer, JobsAnswer, StartRunAnswer } from './contract.ts';

/** A project file from elsewhere, whose rows point out of the roots. */
let studio: TestStudio;
let outside: string;
let itemId: number;
const secret = (): string => join(outside, 'secret.png');

beforeAll(async () => {
  studio = await openStudio();
  outside = await mkdtemp(join(await realpath(tmpdir()), 'fathom-outside-'));
  const root = join(studio.folder, 'tiny');
  await writeTinyDataset(root, 1);
  await studio.importDataset(root);
  const { items } = studio.workspace.project;
  itemId = items.ids()[0]!;
  const left = items.assets(itemId).find(({ role }) => role === 'left')!;
  await copyFile(studio.workspace.project.resolve(left.path), secret());
});
afterAll(async () => {
  await studio.close();
  await rm(outside, { recursive: true, force: true });
  expect(studio.bugs).toEqual([]);
});

/** Lets the item's file of that role stand anywhere. */
function pointTo(path: string, role: AssetRole = 'left'): number {
  const { items } = studio.workspace.project;
  const [item, assets] = [items.get(itemId), items.assets(itemId)];
  const moved = assets.map((asset) => (asset.role === role ? { ...asset, path, sha256: path } : asset));
  items.upsert([{ ...item, assets: moved, problems: [] }]);
  onTestFinished(() => void items.upsert([{ ...item, assets, problems: [] }]));
  return items.assets(itemId).find((asset) => asset.role === role)!.id;
}

async function refusal(path: string) {
  const response = await studio.fetch(path);
  return { status: response.status, ...((await response.json()) as ErrorAnswer).error };
}

describe('a project file that names files outside the roots', () => {
  it.each([
    ['by an absolute path', secret],
    ['by a relative path', () => `../${outside.split('/').at(-1)}/secret.png`],
    ['by the path of a file that is no picture', () => '../../../../../etc/passwd'],
  ])('is refused their pictures %s', async (_title, path) => {
    const id = pointTo(path());
    for (const address of [`assets/${id}/picture`, `items/${itemId}/thumbnail`]) {
      expect(await refusal(address)).toMatchObject({ status: 403, tag: 'PathRefused' });
    }
  });

  it('is refused what a link inside the roots leads to', async () => {
    await symlink(secret(), join(studio.folder, 'link.png'));
    expect(await refusal(`assets/${pointTo('link.png')}/picture`)).toMatchObject({
      tag: 'PathRefused',
      message: expect.stringContaining('link.png lies outside the folders that may be read') as string,
    });
  });

  it('is refused an array in an archive behind a link', async () => {
    await copyFile(secret(), join(outside, 'maps.npz'));
    await symlink(join(outside, 'maps.npz'), join(studio.folder, 'link.npz'));
    const id = pointTo('link.npz:secret', 'disparity');
    expect(await refusal(`assets/${id}/raster`)).toMatchObject({ status: 403, tag: 'PathRefused' });
  });

  it('gets no map of them by a run either', async () => {
    pointTo(secret());
    const body = { method: 'sgbm:numDisparities=16,blockSize=1', itemIds: null };
    const { runId } = await studio.send<StartRunAnswer>('POST', 'runs', body);
    await studio.idle();
    const { prediction } = await studio.get<EvaluationAnswer>(`items/${itemId}/evaluation?run=${runId}`);
    expect(prediction).toMatchObject({ state: 'failed', rasterId: null, error: { tag: 'PathRefused' } });
  });

  it('has its own files shown all the same', async () => {
    const { assets } = await studio.get<ItemAnswer>(`items/${itemId}`);
    const left = assets.find(({ role }) => role === 'left')!;
    expect((await studio.fetch(`assets/${left.id}/picture`)).status).toBe(200);
  });

  it.each([
    ['import', { layout: 'auto', groundTruthEncoding: null, calibration: null, thenRun: null }],
    ['import-predictions', { runId: 1, encoding: 'pixels' }],
  ] as const)('has its waiting %s of such a folder fail', async (kind, payload) => {
    const { project } = studio.workspace;
    const { id } = project.jobs.add({
      kind,
      title: 'hostile',
      payload: { ...payload, root: outside, folder: outside },
    });
    const { path } = project;
    await studio.send('POST', 'project/close');
    await studio.send('POST', 'project/open', { path });
    await studio.idle();
    const { jobs } = await studio.get<JobsAnswer>('jobs');
    expect(jobs.find((job) => job.id === id)).toMatchObject({
      state: 'failed',
      error: { tag: 'PathRefused', fields: { path: outside } },
    });
  });
});
