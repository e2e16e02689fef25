import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeMap } from '#formats/decodeMap.ts';
import { encodePngSamples } from '#formats/sharpImage.ts';
import { writeTinyNetwork, type TinyNetwork } from '#testing/tinyNetworks.ts';

const bin = resolve(import.meta.dirname, '../../bin/fathom.mjs');
let folder = '';
let picture = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fathom-predict-'));
  picture = join(folder, 'picture.png');
  const data = Uint8Array.from({ length: 30 * 20 * 3 }, (_, i) => (i * 11) % 256);
  writeFileSync(picture, await encodePngSamples({ width: 30, height: 20, channels: 3, data }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function network(name: TinyNetwork): string {
  const { manifest, graph } = writeTinyNetwork(folder, name);
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(manifest));
  return graph;
}

function predict(
  ...args: string[]
): Promise<{ status: number; answer: Record<string, unknown>; stderr: string }> {
  const env = { ...process.env, FATHOM_HOME: join(folder, 'home') };
  return new Promise((done) => {
    execFile(process.execPath, [bin, 'predict', ...args, '--json'], { env }, (error, stdout, stderr) => {
      const status = error === null ? 0 : Number(error.code);
      done({ status, answer: JSON.parse(stdout) as Record<string, unknown>, stderr });
    });
  });
}

describe('fathom predict', { timeout: 60_000 }, () => {
  it('writes the map in float32, what it means beside it, and answers how it came to be', async () => {
    const out = join(folder, 'map.npy');
    const { status, answer } = await predict(
      picture,
      '-m',
      network('mean'),
      '-o',
      out,
      '--provider',
      'cpu',
      '--repeat',
      '2',
    );
    expect(status).toBe(0);
    expect(answer).toMatchObject({
      model: 'mean',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      provider: 'cpu',
      inputSize: [28, 14],
      quantity: 'inverse-depth:relative',
      bad: null,
    });
    expect(Object.keys(answer.elapsedMs as object)).toEqual(['load', 'preprocess', 'infer', 'postprocess']);
    const { width, height, values } = await decodeMap(new Uint8Array(readFileSync(out)), out);
    expect([width, height, values.length]).toEqual([30, 20, 600]);
    expect(values).toBeInstanceOf(Float32Array);
    const { min, max } = answer.range as { min: number; max: number };
    expect([Math.min(...values), Math.max(...values)]).toEqual([min, max]);
    expect(JSON.parse(readFileSync(`${out}.json`, 'utf8'))).toMatchObject({
      ...{ quantity: 'inverse-depth:relative', scale: 1, offset: 0, invalid: [], model: 'mean' },
    });
  });

  it('writes a constant map, flags it and does not end with 0', async () => {
    const out = join(folder, 'constant.pfm');
    const { status, answer, stderr } = await predict(picture, '-m', network('constant'), '-o', out);
    expect([status, (answer.bad as { tag: string }).tag]).toEqual([1, 'BadOutput']);
    expect(stderr).toContain('fathom: BadOutput: the network answered the constant 0 at all 600 pixels');
    expect(readFileSync(out).length).toBeGreaterThan(2400);
  });

  it.each([
    ['a network nobody knows', ['-m', 'nothing', '-o', 'x.npy'], 'ModelMissing'],
    ['a size that is none', ['-m', 'mean', '-o', 'x.npy', '--input-size', '-3'], 'InvalidOption'],
    ['a file that holds no floats', ['-m', 'mean', '-o', 'x.png'], 'InvalidOption'],
    ['a second picture too many', ['-m', 'MEAN', '-o', 'x.npy', '--right', 'r.png'], 'InvalidOption'],
  ])('refuses %s', async (_what, args, tag) => {
    const given = args.map((arg) => (arg === 'MEAN' ? network('mean') : arg));
    const { status, answer } = await predict(picture, ...given);
    expect([status, (answer.error as { tag: string }).tag]).toEqual([2, tag]);
  });
});
