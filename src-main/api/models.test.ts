import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStudio, type TestStudio } from '#testing/openStudio.ts';
import { writeTinyNetwork } from '#testing/tinyNetworks.ts';
import { writeTinyDataset } from '#testing/tinyStereo.ts';
import type { ErrorAnswer, ModelInspectionAnswer, ModelsAnswer } from './contract.ts';

let studio: TestStudio;
beforeEach(async () => {
  studio = await openStudio();
});
afterEach(async () => {
  expect(studio.bugs).toEqual([]);
  await studio.close();
});

/** A network of the catalogue whose file must be fetched. */
function catalogueEntry(): void {
  const catalogue = join(studio.folder, 'models');
  mkdirSync(catalogue, { recursive: true });
  const { manifest } = writeTinyNetwork(studio.folder, 'mean');
  const url = 'https://127.0.0.1:9/mean.onnx';
  writeFileSync(
    join(catalogue, 'mean.json'),
    JSON.stringify({ ...manifest, files: [{ ...manifest.files[0]!, url }] }),
  );
}

describe('models', () => {
  it('are listed, and downloaded once their licence is accepted', async () => {
    catalogueEntry();
    const before = await studio.get<ModelsAnswer>('models');
    expect(before.models).toMatchObject([{ state: 'absent', isDownloadable: true, origin: 'catalogue' }]);
    const refused = await studio.send<ErrorAnswer>('POST', 'models/mean/download', { licence: 'another' });
    expect(refused.error).toMatchObject({ tag: 'BadRequest' });

    const { licence } = before.models[0]!.manifest;
    const started = await studio.send<ModelsAnswer>('POST', 'models/mean/download', {
      licence: licence.name,
    });
    expect(started.downloads).toMatchObject([{ id: 'mean', state: 'running' }]);
    const after = await studio.send<ModelsAnswer>('POST', 'models/mean/cancel');
    expect(after.downloads).toMatchObject([{ id: 'mean', state: 'cancelled' }]);
    const told = studio.events.filter(({ type }) => type === 'download');
    expect(told.at(-1)).toMatchObject({ download: { id: 'mean', state: 'cancelled' } });
  });

  it('are inspected, tried on an item, added and removed', async () => {
    const root = join(studio.folder, 'data');
    await writeTinyDataset(root, 1);
    await studio.importDataset(root);
    const itemId = studio.workspace.project.items.ids()[0]!;
    const { graph: path } = writeTinyNetwork(studio.folder, 'mean');

    const { manifest, reasons, graph } = await studio.send<ModelInspectionAnswer>('POST', 'models/inspect', {
      path,
    });
    expect(graph.inputs.map(({ name }) => name)).toEqual(['image']);
    expect(reasons.length).toBeGreaterThan(2);

    const body = JSON.stringify({ path, manifest, itemId });
    const headers = { 'content-type': 'application/json' };
    const tried = await studio.fetch('models/try', { method: 'POST', headers, body });
    expect(tried.headers.get('x-raster-quantity')).toBe('inverse-depth:relative');
    const values = new Float32Array(await tried.arrayBuffer());
    expect(values.length).toBe(
      Number(tried.headers.get('x-raster-width')) * Number(tried.headers.get('x-raster-height')),
    );
    expect(values.every(Number.isFinite)).toBe(true);

    const added = await studio.send<ModelsAnswer>('POST', 'models/add', { path, manifest });
    expect(added.models).toMatchObject([{ state: 'ready', origin: 'added', manifest: { id: 'mean' } }]);
    const removed = await studio.send<ModelsAnswer>('POST', 'models/mean/remove');
    expect(removed.models).toEqual([]);
  });

  it('are refused with a reason', async () => {
    const text = join(studio.folder, 'text.onnx');
    writeFileSync(text, 'no network');
    const inspected = await studio.send<ErrorAnswer>('POST', 'models/inspect', { path: text });
    expect(inspected.error).toMatchObject({
      tag: 'BadModel',
      message: expect.stringContaining('text.onnx') as string,
    });
    const outside = await studio.send<ErrorAnswer>('POST', 'models/inspect', { path: '/etc/passwd' });
    expect(outside.error.tag).toBe('PathRefused');
    const unknown = await studio.send<ErrorAnswer>('POST', 'models/none/remove');
    expect(unknown.error.tag).toBe('ModelMissing');
  });
});
