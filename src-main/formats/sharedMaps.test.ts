import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isStudioError } from '#domain/errors.ts';
import type { SampleArray } from '#domain/rasters/RawMap.ts';
import { fixtureJson } from '#testing/fixture.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { decodeMap } from './decodeMap.ts';
import { decodePicture } from './decodePicture.ts';
import { imageSize } from './imageSize.ts';
import { splitMapPath } from './mapFormats.ts';

/** As NumPy, OpenCV, h5py and SciPy read them: see fixtures/sharedMaps/generate.py. */
const expected = fixtureJson('sharedMaps/expected.json') as Record<
  string,
  { readonly shape: readonly number[]; readonly sha256: string; readonly valid: number }
>;
const maps = Object.entries(expected).filter(([, { shape }]) => isMapShape(shape));
const others = Object.entries(expected).filter(([, { shape }]) => !isMapShape(shape));

/** Rows × columns, or one axis of length 1 around them. */
function isMapShape(shape: readonly number[]): boolean {
  return shape.length === 2 || (shape.length === 3 && shape[2] === 1);
}

describe.skipIf(!hasSharedData)('the shared sample maps', { timeout: 60_000 }, () => {
  it.each(maps)('%s is read as the reference reads it', async (name, { shape, sha256, valid }) => {
    const { path, key } = splitMapPath(name);
    const bytes = await readFile(join(sharedData, path));
    const map = await decodeMap(bytes, path, key);
    expect([map.height, map.width]).toEqual(shape.slice(0, 2));
    expect(Array.from(map.values).filter((value) => Number.isFinite(value) && value !== 0)).toHaveLength(
      valid,
    );
    expect(digest(map.values)).toBe(sha256);
    const isOneMap = !Object.keys(expected).some((other) => other !== name && other.startsWith(`${path}:`));
    if (isOneMap && !path.endsWith('.exr')) {
      expect(await imageSize(bytes, path)).toMatchObject({ width: shape[1], height: shape[0] });
    }
  });

  it.each(others)('%s is no map, which is said with its shape', async (name, { shape }) => {
    const { path, key } = splitMapPath(name);
    await expect(decodeMap(await readFile(join(sharedData, path)), path, key)).rejects.toMatchObject({
      tag: 'BadFile',
      message: expect.stringContaining(`(${shape.join(', ')})`) as string,
    });
  });

  it.each(filesToRefuse())('%s is refused with a tagged error', async (path) => {
    const bytes = await readFile(join(sharedData, path));
    for (const decode of [decodeMap, decodePicture]) {
      const error: unknown = await decode(bytes, path).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(isStudioError(error) ? error.message : error).toContain(path);
    }
  });
});

/** What the data's README marks so. */
function filesToRefuse(): string[] {
  if (!hasSharedData) return [];
  const readme = readFileSync(join(sharedData, 'README.md'), 'utf8');
  return readme
    .split('\n')
    .filter((line) => line.startsWith('| `') && line.includes('must be refused'))
    .map((line) => line.split('`')[1]!);
}

/** SHA-256 of the values as little-endian float64, every NaN as the same one. */
function digest(values: SampleArray): string {
  const doubles = Float64Array.from(values, (value) => (Number.isNaN(value) ? NaN : value));
  return createHash('sha256').update(new Uint8Array(doubles.buffer)).digest('hex');
}
