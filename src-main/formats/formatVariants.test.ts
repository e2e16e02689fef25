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

describe('what is left of a damaged file', () => {
  it('does not reach the next one: HDF5’s library is made anew', async () => {
    const whole = fixtureBytes('maps/one.hdf5');
    for (const length of [600, 900, 1400]) {
      await expect(decodeMap(whole.subarray(0, length), 'x.h5')).rejects.toMatchObject({ tag: 'BadFile' });
      await expect(decodeMap(whole, 'x.h5')).resolves.toMatchObject({ width: 7, height: 5 });
    }
  });
});

describe('EXR files of kinds that are not read', () => {
  const patched = (at: number, value: number) => {
    const bytes = fixtureBytes('maps/rgb.exr').slice();
    bytes[at] = value;
    return bytes;
  };

  it.each([['deep data', 0x08, /an EXR with deep data/]])(
    'are refused by name: %s',
    async (_name, flag, message) => {
      await expect(decodeMap(patched(5, flag), 'x.exr', 'R')).rejects.toMatchObject({
        tag: 'Unsupported',
        message: expect.stringMatching(message) as string,
      });
    },
  );

  it('are refused by name: a subsampled channel', async () => {
    const channels = Buffer.from(fixtureBytes('maps/rgb.exr')).indexOf('channels\0chlist\0', 0, 'latin1');
    // The size of the list, then of B its name, type and flag: behind them how often it is sampled in x.
    const samplingAt = channels + 'channels\0chlist\0'.length + 4 + 2 + 4 + 4;
    await expect(decodeMap(patched(samplingAt, 2), 'x.exr', 'B')).rejects.toMatchObject({
      tag: 'Unsupported',
      message: expect.stringContaining('channel B is subsampled') as string,
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
