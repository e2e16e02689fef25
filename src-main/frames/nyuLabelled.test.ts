import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixturePath } from '#testing/fixture.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { loadPicture, loadRawMap } from './loadFrame.ts';
import { readImageSize } from './readImageSize.ts';

const python = '/usr/bin/python3';
const hasH5py = spawnSync(python, ['-c', 'import h5py']).status === 0;
const sha256 = (values: { readonly buffer: ArrayBufferLike }) =>
  createHash('sha256')
    .update(new Uint8Array(values.buffer as ArrayBuffer))
    .digest('hex');

describe('a MATLAB file of three gigabytes', () => {
  it.skipIf(!hasH5py)('is read one frame at a time, in a small part of its memory', async () => {
    const file = join(await temporaryFolder(), 'nyu #1 50%.mat');
    const { stdout } = spawnSync(python, [fixturePath('nyuLabelled/generate.py'), file]);
    const digests = JSON.parse(stdout.toString()) as Record<
      string,
      readonly [depth: string, picture: string]
    >;
    expect((await stat(file)).size).toBeGreaterThan(3e9);
    const before = process.resourceUsage().maxRSS;
    for (const [n, [depth, picture]] of Object.entries(digests)) {
      const map = await loadRawMap(`${file}:depths[${n}]`);
      expect([map.width, map.height, sha256(map.values)]).toEqual([640, 480, depth]);
      const { width, height, channels, data } = await loadPicture(`${file}:images[${n}]`);
      expect([width, height, channels, sha256(data)]).toEqual([640, 480, 3, picture]);
      expect(await readImageSize(`${file}:depths[${n}]`)).toEqual({ width: 640, height: 480 });
    }
    const grownMB = (process.resourceUsage().maxRSS - before) / 1024;
    expect(grownMB).toBeLessThan(300);
    await expect(loadRawMap(`${file}:depths`)).rejects.toMatchObject({ tag: 'Unsupported' });
  });
});
