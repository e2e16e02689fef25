import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SampleArray } from '#domain/rasters/RawMap.ts';
import { fixtureBytes, fixtureJson } from '#testing/fixture.ts';
import { decodeMap } from './decodeMap.ts';
import { decodePicture } from './decodePicture.ts';
import { imageSize } from './imageSize.ts';
import { splitMapPath } from './mapFormats.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Written and read by GDAL, OpenCV, NumPy, h5py, SciPy and PIL: see fixtures/mapVariants/generate.py. */
const { maps, pictures, sizes } = fixtureJson('mapVariants/truth.json') as {
  readonly maps: Record<string, { readonly shape: readonly number[]; readonly sha256: string }>;
  readonly pictures: Record<string, Size & { readonly rgb: string }>;
  readonly sizes: Record<string, Size>;
};

const sha256 = (bytes: ArrayBufferView<ArrayBuffer>) =>
  createHash('sha256')
    .update(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    .digest('hex');
const digest = (values: SampleArray) => sha256(Float64Array.from(values));

describe('maps in the variants of their formats', () => {
  it.each(Object.entries(maps))('%s has the values that its own library reads', async (name, truth) => {
    const { path, key } = splitMapPath(`mapVariants/${name}`);
    const bytes = fixtureBytes(path);
    const [height, width] = truth.shape;
    expect(await imageSize(bytes, path, key)).toEqual({ width, height });
    const map = await decodeMap(bytes, path, key);
    expect([map.height, map.width]).toEqual([height, width]);
    expect(digest(map.values)).toBe(truth.sha256);
  });

  it('are refused where the number in brackets is beyond the axis, or there is no such axis', async () => {
    const stack = fixtureBytes('mapVariants/stack.mat');
    await expect(decodeMap(stack, 'stack.mat', 'depths[3]')).rejects.toMatchObject({
      tag: 'InvalidOption',
      message: 'stack.mat: depths of shape (3, 37, 21) has no number 3 along its first axis',
    });
    await expect(decodeMap(stack, 'stack.mat', 'depth[0]')).rejects.toMatchObject({
      tag: 'NotFound',
      fields: { found: 'depths, images' },
    });
  });
});

describe('pictures in the variants of their formats', () => {
  it.each(Object.entries(pictures))('%s has the pixels that OpenCV reads', async (name, truth) => {
    const { path, key } = splitMapPath(`mapVariants/${name}`);
    const bytes = fixtureBytes(path);
    const { width, height } = truth;
    if (key === null) expect(await imageSize(bytes, path)).toEqual({ width, height });
    const picture = await decodePicture(bytes, path, key);
    expect([picture.width, picture.height, picture.channels]).toEqual([width, height, 3]);
    expect(sha256(new Uint8Array(picture.data))).toBe(truth.rgb);
  });

  it.each(Object.entries(sizes))('%s has the size it is shown in, from its header', async (name, size) => {
    const bytes = fixtureBytes(`mapVariants/${name}`);
    expect(await imageSize(bytes, name)).toEqual(size);
    expect(await imageSize(bytes.subarray(0, 500), name)).toEqual(size);
    expect(await decodePicture(bytes, name)).toMatchObject(size);
  });

  it('are refused where a WebP is animated or cut off', async () => {
    const animated = fixtureBytes('mapVariants/animation.webp');
    await expect(decodePicture(animated, 'x.webp')).rejects.toMatchObject({ tag: 'Unsupported' });
    const cut = fixtureBytes('mapVariants/lossless.webp').subarray(0, 60);
    await expect(decodePicture(cut, 'x.webp')).rejects.toMatchObject({ tag: 'BadFile' });
    await expect(imageSize(cut, 'x.webp')).rejects.toMatchObject({ tag: 'BadFile' });
  });
});
