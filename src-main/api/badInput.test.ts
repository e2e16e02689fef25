import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultRecipe } from '#domain/evaluation/defaultRecipe.ts';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import type { ErrorAnswer, SessionAnswer } from './contract.ts';

let studio: TestStudio;

beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'tiny');
  await writeTinyDataset(root, 1);
  await studio.importDataset(root);
  await writeFile(join(studio.folder, 'notes.fathom'), 'these are notes, not a project\n'.repeat(10));
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

async function refusal(path: string, init?: RequestInit): Promise<{ status: number } & ErrorAnswer['error']> {
  const response = await studio.fetch(path, init);
  const { error } = (await response.json()) as ErrorAnswer;
  return { status: response.status, ...error };
}

function json(method: 'POST' | 'PUT', body: unknown): RequestInit {
  return { method, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

describe('requests that are refused', () => {
  it.each([
    ['an unknown address', 'nothing', 404, 'NotFound'],
    ['an unknown item', 'items/999', 404, 'NotFound'],
    ['an item id that is no number', 'items/first', 400, 'BadRequest'],
    ['an unknown asset', 'assets/999/raster', 404, 'NotFound'],
    ['an unknown raster', 'rasters/abc', 404, 'NotFound'],
    ['an unknown run', 'runs/999/summary', 404, 'NotFound'],
    ['regions of an unknown run', 'regions?run=999', 404, 'NotFound'],
    ['an evaluation of an unknown item', 'items/999/evaluation', 404, 'NotFound'],
    ['annotations of an unknown item', 'annotations?item=999', 404, 'NotFound'],
    ['annotations of no item', 'annotations', 400, 'BadRequest'],
    ['a negative offset', 'items?offset=-1', 400, 'BadRequest'],
    ['a limit that is no number', 'items?limit=many', 400, 'BadRequest'],
    ['a report in an unknown format', 'reports/docx', 400, 'BadRequest'],
    ['an export in an unknown format', 'annotations/export?format=png', 400, 'BadRequest'],
    ['a folder outside the roots', 'folders?path=/etc', 403, 'PathRefused'],
    ['a relative folder', 'folders?path=tiny', 400, 'BadRequest'],
  ])('GET %s', async (_title, path, status, tag) => {
    expect(await refusal(path)).toMatchObject({ status, tag });
  });

  it.each([
    ['no JSON', 'runs', '{"method":', 'the body is not JSON'],
    ['a list for an object', 'runs', [], 'body must be an object, found []'],
    ['no method', 'runs', { itemIds: null }, 'method must be a text that is not empty, found nothing'],
    ['a wrong item id', 'runs', { method: 'sgbm', itemIds: ['a'] }, 'itemIds[0] must be a whole number'],
    ['no path', 'project/open', {}, 'path must be a text that is not empty'],
    ['no diff', 'annotations/diff', {}, 'diff must be an object, found nothing'],
    [
      'a shape of unknown kind',
      'annotations/diff',
      {
        diff: {
          added: [{ id: 'x', itemId: 1, classId: 1, note: '', shape: { kind: 'blob' } }],
          updated: [],
          removed: [],
        },
      },
      'diff.added[0].shape.kind must be one of polygon, polyline, brush, found "blob"',
    ],
  ])('POST with %s', async (_title, path, body, message) => {
    const found = await refusal(path, json('POST', body));
    expect(found).toMatchObject({ status: 400, tag: 'BadRequest' });
    expect(found.message).toContain(message);
  });

  it('a method with an option outside its range, naming the range', async () => {
    const found = await refusal('runs', json('POST', { method: 'sgbm:numDisparities=2033', itemIds: null }));
    expect(found).toMatchObject({ status: 400, tag: 'InvalidOption' });
    expect(found.message).toContain('from 1 to 2032; found 2033');
  });

  it('a run of an item that does not exist', async () => {
    const found = await refusal('runs', json('POST', { method: 'sgbm', itemIds: [999] }));
    expect(found).toMatchObject({ status: 404, tag: 'NotFound' });
  });

  it('a recipe with an even window', async () => {
    const recipe = defaultRecipe('disparity');
    const even = { ...recipe, ssim: { ...recipe.ssim, windowPx: 8 } };
    const found = await refusal('recipe', json('PUT', { recipe: even }));
    expect(found).toMatchObject({ status: 400, tag: 'InvalidOption', fields: { option: 'ssim.windowPx' } });
  });

  it('a calibration of another resolution', async () => {
    const rig = { focalPx: 100, cxPx: 48, cyPx: 32, baselineM: 0.2, doffsPx: 0, width: 48, height: 32 };
    const found = await refusal('items/1/rig', json('PUT', { rig }));
    expect(found).toMatchObject({ status: 400, message: 'rig must be given at 96×64 px, found 48×32' });
  });

  it('a project file that is not SQLite, and the open project stays', async () => {
    const path = join(studio.folder, 'notes.fathom');
    expect(await refusal('project/open', json('POST', { path }))).toMatchObject({
      status: 422,
      tag: 'BadProject',
    });
    expect((await studio.get<SessionAnswer>('session')).project?.name).toBe('tiny');
  });

  it('a project file that does not exist', async () => {
    const path = join(studio.folder, 'nowhere.fathom');
    expect(await refusal('project/open', json('POST', { path }))).toMatchObject({
      status: 422,
      tag: 'FileMissing',
    });
  });

  it.each([
    ['a project outside the roots', 'project/open', { path: '/etc/passwd' }],
    [
      'a dataset outside the roots',
      'import/preview',
      { root: '/usr', layout: 'auto', groundTruthEncoding: null },
    ],
    [
      'predictions outside the roots',
      'predictions/import',
      { folder: '/usr', method: 'm', encoding: 'pixels' },
    ],
  ])('%s', async (_title, path, body) => {
    expect(await refusal(path, json('POST', body))).toMatchObject({ status: 403, tag: 'PathRefused' });
  });

  it('a project file to be made outside the roots', async () => {
    const body = {
      root: join(studio.folder, 'tiny'),
      output: '/tmp/outside.fathom',
      layout: 'auto',
      groundTruthEncoding: null,
    };
    expect(await refusal('project/import', json('POST', body))).toMatchObject({ status: 403 });
  });

  it('an import over the project of another dataset', async () => {
    const other = join(studio.folder, 'other');
    await writeTinyDataset(other, 1);
    const body = {
      root: other,
      output: join(studio.folder, 'tiny.fathom'),
      layout: 'auto',
      groundTruthEncoding: null,
    };
    expect(await refusal('project/import', json('POST', body))).toMatchObject({
      status: 400,
      tag: 'InvalidOption',
    });
  });

  it('an encoding that does not exist', async () => {
    const body = { root: studio.folder, layout: 'auto', groundTruthEncoding: 'furlongs' };
    expect(await refusal('import/preview', json('POST', body))).toMatchObject({
      status: 400,
      tag: 'InvalidOption',
    });
  });

  it('everything about a project while none is open', async () => {
    const closed = await openStudio();
    const response = await closed.fetch('items');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: { tag: 'NotFound', message: 'no project is open' },
    });
    expect((await closed.get<SessionAnswer>('session')).project).toBeNull();
    await closed.close();
  });
});
