import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fixtureBytes, fixtureJson } from '#testing/fixture.ts';
import { decodeMap } from './decodeMap.ts';
import { imageSize } from './imageSize.ts';
import { splitMapPath } from './mapFormats.ts';

/** Put together byte by byte, and read back by OpenCV where it can: see fixtures/exr/generate.py. */
const truth = fixtureJson('exr/truth.json') as Record<
  string,
  { readonly shape: readonly number[]; readonly sha256: string }
>;

const decode = (name: string) => {
  const { path, key } = splitMapPath(`exr/${name}`);
  return decodeMap(fixtureBytes(path), path, key);
};

describe('EXR files of several parts and with subsampled channels', () => {
  it.each(Object.entries(truth))('%s has the values that were written', async (name, expected) => {
    const { path, key } = splitMapPath(`exr/${name}`);
    const [height, width] = expected.shape;
    expect(await imageSize(fixtureBytes(path), path, key)).toEqual(
      expect.objectContaining({ width, height }),
    );
    const map = await decode(name);
    expect([map.height, map.width]).toEqual([height, width]);
    const values = Float64Array.from(map.values);
    expect(createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex')).toBe(expected.sha256);
  });

  it.each([
    ['two_depths.exr', 'InvalidOption', 'left.Z, right.Z'],
    ['two_depths.exr:Z', 'NotFound', 'left.Z, right.Z'],
    ['parts_zip.exr:depth.R', 'NotFound', 'beauty.B, beauty.G, beauty.R, depth.Z, objects.id'],
    ['sampled_zip.exr:BY', 'Unsupported', 'channel BY is subsampled'],
  ])('%s is refused: %s', async (name, tag, message) => {
    await expect(decode(name)).rejects.toMatchObject({
      tag,
      message: expect.stringContaining(message) as string,
    });
  });

  it('are refused where blocks lie outside the file or are fewer than the header says', async () => {
    const whole = fixtureBytes('exr/parts_zips.exr');
    for (const length of [900, 1400, 4000]) {
      await expect(decodeMap(whole.subarray(0, length), 'x.exr', 'depth.Z')).rejects.toMatchObject({
        tag: 'BadFile',
      });
    }
    const sampled = fixtureBytes('exr/sampled_zip.exr').slice();
    const window = Buffer.from(sampled).indexOf('dataWindow\0box2i\0', 0, 'latin1');
    new DataView(sampled.buffer).setInt32(window + 'dataWindow\0box2i\0'.length + 4 + 12, 9000, true);
    await expect(decodeMap(sampled, 'x.exr', 'Z')).rejects.toMatchObject({ tag: 'BadFile' });
  });
});
