import { zipSync } from 'fflate';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import type { ErrorAnswer } from './contract.ts';

const mebibyte = 2 ** 20;
let studio: TestStudio;

beforeAll(async () => {
  studio = await openStudio();
  const root = join(studio.folder, 'tiny');
  await writeTinyDataset(root, 1);
  await studio.importDataset(root);
});
afterAll(async () => {
  await studio.close();
  expect(studio.bugs).toEqual([]);
});

async function post(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
  const response = await studio.fetch(path, init);
  return { status: response.status, ...((await response.json()) as ErrorAnswer).error };
}

/** So many mebibytes of spaces, without a length in the header; counts what was taken. */
function endless(mebibytes: number): { readonly body: ReadableStream; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (taken++ === mebibytes) controller.close();
      else controller.enqueue(new Uint8Array(mebibyte).fill(0x20));
    },
  });
  return { body, taken: () => taken };
}

describe('a body that would fill the memory', () => {
  it('is refused by its length', async () => {
    const found = await post('annotations/diff', '{}', { 'content-length': '100000000' });
    expect(found).toMatchObject({
      status: 413,
      tag: 'BadRequest',
      message: 'the body of /api/annotations/diff may have 8388608 bytes, found 100000000',
    });
  });

  it('is refused as it comes when it does not tell its length', async () => {
    const { body, taken } = endless(100);
    expect(await post('runs', body)).toMatchObject({ status: 413, tag: 'BadRequest' });
    expect(taken()).toBeLessThan(20);
  });

  it('may be larger where annotations are imported, up to 256 MiB', async () => {
    expect(await post('annotations/import?format=coco', endless(12).body)).toMatchObject({
      status: 422,
      tag: 'BadFile',
    });
    const huge = { 'content-length': String(257 * mebibyte) };
    expect(await post('annotations/import?format=coco', '{}', huge)).toMatchObject({ status: 413 });
  });
});

describe('an uploaded zip', () => {
  it('is refused when it would unpack to more than a gibibyte', async () => {
    const zip = zipSync({ 'masks/glass/a.png': new Uint8Array(16) });
    // The sizes that the central directory claims: 200 entries would be needed honestly.
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    const at = Buffer.from(zip).indexOf('PK\x01\x02', 0, 'latin1');
    view.setUint32(at + 24, 2 ** 31, true);
    expect(await post('annotations/import?format=masks', zip)).toMatchObject({
      status: 422,
      tag: 'BadFile',
      message: 'the zip file unpacks to more than 1073741824 bytes',
      fields: { expected: 2 ** 30, found: 2 ** 31 },
    });
  });

  it('names files and nothing more: a path that leads upwards is a warning', async () => {
    const zip = zipSync({ '../../../outside.png': new Uint8Array(4), 'masks/../a.png': new Uint8Array(4) });
    const response = await studio.fetch('annotations/import?format=masks', { method: 'POST', body: zip });
    const answer = (await response.json()) as { items: number; warnings: string[] };
    expect(answer.items).toBe(0);
    expect(answer.warnings).toHaveLength(2);
  });
});
