import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { encodeNpy } from '#formats/encodeNpy.ts';
import { temporaryFolder } from '#testing/temporaryFolder.ts';
import { contentDigest } from './contentDigest.ts';

const map = (value: number) => encodeNpy(new Float32Array(6).fill(value), [2, 3]);
const container = (a: number, b: number) => zipSync({ 'a.npy': map(a), 'b.npy': map(b) });

it('an array of a large container is named by its values, whatever else the container holds', async () => {
  const file = join(await temporaryFolder(), 'many.npz');
  const digest = (key: string, mostBytes: number) =>
    contentDigest(`${file}:${key}`, 'depth', { mostBytes }).then(({ sha256 }) => sha256);
  await writeFile(file, container(1, 2));
  const [whole, a, b] = [await digest('a', 1e6), await digest('a', 10), await digest('b', 10)];
  expect(whole).toBe(
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  );
  expect(a).not.toBe(b);
  await writeFile(file, container(1, 3));
  expect(await digest('a', 10)).toBe(a);
  expect(await digest('b', 10)).not.toBe(b);
  expect(await digest('a', 1e6)).not.toBe(whole);
  expect(await digest('c', 10)).toBe(await digest('a', 1e6));
  await expect(contentDigest(`${file}.gone:a`, 'depth')).rejects.toMatchObject({ tag: 'FileMissing' });
});
