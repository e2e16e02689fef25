import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { writeTinyNetwork } from '#testing/tinyNetworks.ts';
import { ModelStore } from './ModelStore.ts';

async function makeStore() {
  const folder = await temporaryFolder();
  const places = {
    bundled: join(folder, 'bundled'),
    cache: join(folder, 'cache'),
    added: join(folder, 'added'),
  };
  mkdirSync(places.bundled);
  const write = (place: string, name: string, json: unknown) => {
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, name), typeof json === 'string' ? json : JSON.stringify(json));
  };
  return { folder, places, write, store: new ModelStore(places) };
}

describe('ModelStore', () => {
  it('finds a bundled network, and its measured hash', async () => {
    const { places, write, store } = await makeStore();
    const { manifest, graph, sha256 } = writeTinyNetwork(places.bundled, 'mean');
    write(places.bundled, 'mean.json', manifest);
    expect(store.get('mean')).toMatchObject({ origin: 'catalogue', state: 'ready', folder: places.bundled });
    expect(await store.locate('mean')).toEqual({
      manifest,
      graph,
      sha256,
      files: [{ name: 'mean.onnx', sha256 }],
    });
  });

  it('looks for downloads in the cache, and says how to get what is absent', async () => {
    const { places, write, store } = await makeStore();
    const { manifest } = writeTinyNetwork(places.cache.replace(/cache$/, ''), 'mean');
    const url = 'https://example.org/mean.onnx';
    const file = { ...manifest.files[0]!, url };
    write(places.bundled, 'mean.json', { ...manifest, files: [file] });
    expect(store.get('mean')).toMatchObject({ state: 'absent', folder: join(places.cache, 'mean') });
    await expect(store.locate('mean')).rejects.toMatchObject({
      tag: 'ModelMissing',
      message: `mean is not on this machine (${join(places.cache, 'mean')} lacks mean.onnx); fathom models download mean`,
    });
    mkdirSync(join(places.cache, 'mean'), { recursive: true });
    writeTinyNetwork(join(places.cache, 'mean'), 'mean');
    expect((await store.locate('mean')).sha256).toBe(file.sha256);
  });

  it('refuses a graph that reads files outside its folder, or files that its manifest does not list', async () => {
    const { places, write, store } = await makeStore();
    const { manifest, graph } = writeTinyNetwork(places.bundled, 'mean');
    const files = [{ ...manifest.files[0]!, sha256: null, sizeBytes: null }];
    write(places.bundled, 'mean.json', { ...manifest, files });
    const whole = readFileSync(graph);
    for (const [name, found] of [
      ['../secret', 'outside its folder'],
      ['other.bin', 'does not list'],
    ] as const) {
      const entry = Buffer.from(`\x6a\x20\x0a\x08location\x12${String.fromCharCode(name.length)}${name}`);
      writeFileSync(graph, Buffer.concat([whole, entry]));
      await expect(store.locate('mean')).rejects.toMatchObject({
        tag: 'BadModel',
        message: expect.stringContaining(found) as string,
      });
    }
  });

  it('refuses a file that is not the one the manifest states, and notices a change', async () => {
    const { places, write, store } = await makeStore();
    const { manifest, graph, sha256 } = writeTinyNetwork(places.bundled, 'mean');
    write(places.bundled, 'mean.json', manifest);
    await store.locate('mean');
    writeFileSync(graph, 'something else');
    await expect(store.locate('mean')).rejects.toMatchObject({
      tag: 'HashMismatch',
      message: expect.stringMatching(
        `${graph}: its SHA-256 is [0-9a-f]{64}, the manifest says ${sha256}$`,
      ) as string,
    });
  });

  it('takes a path with a manifest beside it, and does not guess without one', async () => {
    const { folder, write, store } = await makeStore();
    const { manifest, graph } = writeTinyNetwork(folder, 'mean');
    expect(() => store.get(graph)).toThrow(
      expect.objectContaining({
        tag: 'ModelMissing',
        message: expect.stringContaining(
          `${graph} has no manifest beside it (mean.json or mean.onnx.json or manifest.json)`,
        ) as string,
      }),
    );
    write(folder, 'mean.json', manifest);
    expect(store.get(graph)).toMatchObject({ origin: 'file', state: 'ready', paths: [graph] });
  });

  it('lists what the user added, and what cannot be read beside the rest', async () => {
    const { places, write, store } = await makeStore();
    const { manifest } = writeTinyNetwork(places.bundled, 'mean');
    write(places.bundled, 'mean.json', manifest);
    write(places.bundled, 'half.json', '{');
    write(join(places.added, 'own'), 'manifest.json', { ...manifest, id: 'own' });
    const { models, broken } = store.list();
    expect(models.map(({ manifest: { id }, origin, state }) => [id, origin, state])).toEqual([
      ['mean', 'catalogue', 'ready'],
      ['own', 'added', 'absent'],
    ]);
    expect(broken).toMatchObject([
      { file: join(places.bundled, 'half.json'), error: { tag: 'InvalidManifest' } },
    ]);
    expect(() => store.get('other')).toThrow(
      'there is no matcher and no network named other; networks: half, mean, own',
    );
  });

  it('runs nothing of a network whose predictions are imported', async () => {
    const { places, write, store } = await makeStore();
    const { manifest } = writeTinyNetwork(places.bundled, 'mean');
    write(places.bundled, 'mean.json', { ...manifest, kind: 'imported-only', files: [], input: null });
    await expect(store.locate('mean')).rejects.toMatchObject({
      tag: 'InvalidOption',
      message: 'mean does not run here; its predictions are imported',
    });
  });
});
