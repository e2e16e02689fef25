import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ModelManifest } from '#domain/networks/ModelManifest.ts';
import { proposeManifest } from '#domain/networks/proposeManifest.ts';
import { validateManifest } from '#domain/networks/validateManifest.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { writeTinyNetwork } from '#testing/tinyNetworks.ts';
import { externalDataOf } from './externalData.ts';
import { ModelLibrary } from './ModelLibrary.ts';
import { ModelStore } from './ModelStore.ts';

async function makeLibrary() {
  const folder = await temporaryFolder();
  const places = {
    bundled: join(folder, 'bundled'),
    cache: join(folder, 'cache'),
    added: join(folder, 'added'),
  };
  const mine = join(folder, 'mine');
  for (const place of [places.bundled, mine]) mkdirSync(place);
  const { manifest, graph } = writeTinyNetwork(mine, 'mean');
  const store = new ModelStore(places);
  return { places, mine, manifest, graph, store, library: new ModelLibrary(store) };
}

/** Serves these bytes, whatever is asked. */
async function serve(bytes: Uint8Array): Promise<string> {
  const server = createServer((_request, response) => response.end(bytes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mean.onnx`;
}

describe('ModelLibrary', () => {
  it('downloads a network of the catalogue, once', async () => {
    const { places, manifest, graph, store, library } = await makeLibrary();
    const url = await serve(readFileSync(graph));
    // The catalogue knows https addresses only; the test's server has none.
    const catalogued = {
      ...manifest,
      files: [{ ...manifest.files[0]!, url: 'https://example.org/mean.onnx' }],
    };
    writeFileSync(join(places.bundled, 'mean.json'), JSON.stringify(catalogued));
    const entry = store.get('mean');
    store.get = () => ({ ...entry, manifest: { ...catalogued, files: [{ ...catalogued.files[0]!, url }] } });
    const progress: number[] = [];
    await library.download('mean', { onProgress: ({ doneBytes }) => progress.push(doneBytes) });
    expect(progress.at(-1)).toBe(readFileSync(graph).length);
    await library.download('mean', { onProgress: ({ doneBytes }) => progress.push(-doneBytes) });
    expect(progress.every((bytes) => bytes > 0)).toBe(true);
    const fresh = new ModelStore(places);
    expect(fresh.get('mean').state).toBe('ready');
    expect((await fresh.locate('mean')).sha256).toBe(manifest.files[0]!.sha256);
    await new ModelLibrary(fresh).remove('mean');
    expect(fresh.get('mean').state).toBe('absent');
  });

  it('says how to get a network whose file has no address or no hash', async () => {
    const { places, manifest, library } = await makeLibrary();
    for (const [id, files] of [
      ['none', []],
      ['no-address', manifest.files],
      ['no-hash', [{ ...manifest.files[0]!, url: 'https://example.org/x.onnx', sha256: null }]],
    ] as const) {
      writeFileSync(join(places.bundled, `${id}.json`), JSON.stringify({ ...manifest, id, files }));
      await expect(library.download(id)).rejects.toMatchObject({
        tag: 'ModelMissing',
        message: expect.stringContaining(`fathom models add FILE --like ${id}`) as string,
      });
    }
  });

  it('adds a file with what it is, verifies it, and removes it', async () => {
    const { places, manifest, graph, store, library } = await makeLibrary();
    await library.add(graph, { ...manifest, id: 'mine' });
    expect(store.get('mine')).toMatchObject({ origin: 'added', state: 'ready' });
    expect(await library.verify()).toEqual([{ id: 'mine', ok: true, error: null }]);
    await expect(library.add(graph, { ...manifest, id: 'mine' })).rejects.toMatchObject({
      tag: 'InvalidOption',
    });
    writeFileSync(join(places.added, 'mine', 'mean.onnx'), 'damaged');
    expect(await library.verify()).toMatchObject([{ id: 'mine', ok: false, error: { tag: 'HashMismatch' } }]);
    await library.remove('mine');
    expect(existsSync(join(places.added, 'mine'))).toBe(false);
    await expect(library.remove('mine')).rejects.toMatchObject({ tag: 'ModelMissing' });
  });

  it('leaves nothing of a network that is refused', async () => {
    const { places, manifest, graph, library } = await makeLibrary();
    const wrong = { ...manifest, id: 'Not An Id' } as ModelManifest;
    await expect(library.add(graph, wrong)).rejects.toMatchObject({ tag: 'InvalidManifest' });
    await expect(library.add(join(places.added, 'none.onnx'), manifest)).rejects.toMatchObject({
      tag: 'FileMissing',
    });
    expect(existsSync(places.added)).toBe(false);
  });

  it('keeps what the program brings', async () => {
    const { places, library } = await makeLibrary();
    const { manifest } = writeTinyNetwork(places.bundled, 'mean');
    writeFileSync(join(places.bundled, 'mean.json'), JSON.stringify(manifest));
    await expect(library.remove('mean')).rejects.toMatchObject({ tag: 'InvalidOption' });
    expect(existsSync(join(places.bundled, 'mean.onnx'))).toBe(true);
  });
});

describe('externalDataOf', () => {
  const naming = (...names: string[]) =>
    Buffer.concat(
      names.map((name) =>
        Buffer.from(`\x6a\x20\x0a\x08location\x12${String.fromCharCode(name.length)}${name}`),
      ),
    );

  const graphOf = async (bytes: Uint8Array): Promise<string> => {
    const file = join(await temporaryFolder(), 'x.onnx');
    writeFileSync(file, bytes);
    return file;
  };

  it('finds the files beside a graph, each once', async () => {
    const graph = await graphOf(naming('model.onnx_data', 'other.bin', 'model.onnx_data'));
    expect(await externalDataOf(graph)).toEqual(['model.onnx_data', 'other.bin']);
    expect(await externalDataOf(await graphOf(new Uint8Array(40)))).toEqual([]);
  });

  it('finds a name wherever the pieces meet in which a graph is read', async () => {
    for (const before of [-20, -12, -11, -1, 0, 1]) {
      const graph = await graphOf(
        Buffer.concat([new Uint8Array(2 ** 20 + before), naming('a_rather_long_name.bin')]),
      );
      expect(await externalDataOf(graph)).toEqual(['a_rather_long_name.bin']);
    }
  });

  it.each(['../secret', '/etc/passwd', 'C:\\x', 'sub/data', '..'])('refuses %s', async (name) => {
    await expect(externalDataOf(await graphOf(naming(name)))).rejects.toMatchObject({ tag: 'BadModel' });
  });
});

describe('proposeManifest', () => {
  const names = { id: 'mine', name: 'Mine', files: [] };
  const tensor = (name: string, ...shape: (number | string)[]) => ({ name, type: 'float32', shape });

  it('takes a free picture for relative depth at 518 px, and says what it guessed', () => {
    const graph = { inputs: [tensor('image', 1, 3, 'h', 'w')], outputs: [tensor('depth', 1, 'h', 'w')] };
    const { manifest, reasons } = proposeManifest(graph, names);
    expect(manifest.input).toMatchObject({ layout: 'nchw', resize: { rule: 'lower-bound', width: 518 } });
    expect(manifest.output).toMatchObject({ quantity: 'inverse-depth:relative', tensorName: 'depth' });
    expect(manifest.unverified).toContain('output.quantity');
    expect(reasons.join(' ')).toContain('image (float32, 1 × 3 × h × w)');
  });

  it.each([
    ['a fixed size', [tensor('x', 1, 3, 192, 640)], { rule: 'squash', width: 640, height: 192 }, 'nchw', 1],
    ['channels last', [tensor('x', 1, 480, 640, 3)], { rule: 'squash', width: 640, height: 480 }, 'nhwc', 1],
    [
      'two pictures',
      [tensor('l', 1, 3, 'h', 'w'), tensor('r', 1, 3, 'h', 'w')],
      { rule: 'lower-bound' },
      'nchw',
      2,
    ],
  ])('reads %s', (_what, inputs, resize, layout, feeds) => {
    const { manifest } = proposeManifest({ inputs, outputs: [tensor('y', 1, 1, 'h', 'w')] }, names);
    expect(manifest.input).toMatchObject({ layout, resize });
    expect(manifest.input!.feeds).toHaveLength(feeds);
    expect(validateManifest(structuredClone(manifest), 'mine')).toEqual(manifest);
    expect(manifest.output.quantity).toBe(feeds === 2 ? 'disparity:px' : 'inverse-depth:relative');
  });

  it('reads both pictures in one tensor', () => {
    const graph = { inputs: [tensor('x', 1, 6, 480, 640)], outputs: [tensor('y', 1, 480, 640, 1)] };
    expect(proposeManifest(graph, names).manifest.input!.feeds[0]!.pictures).toEqual(['left', 'right']);
  });

  it.each([
    ['no picture', [tensor('tokens', 1, 77)], [tensor('y', 1, 8, 8)]],
    ['a scalar beside the picture', [tensor('x', 1, 3, 8, 8), tensor('n')], [tensor('y', 1, 8, 8)]],
    ['no map', [tensor('x', 1, 3, 8, 8)], [tensor('y', 1000)]],
  ])('refuses %s', (_what, inputs, outputs) => {
    expect(() => proposeManifest({ inputs, outputs }, names)).toThrow(
      expect.objectContaining({ tag: 'BadModel' }),
    );
  });
});
