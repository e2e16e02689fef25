import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Picture } from '#domain/rasters/Raster.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { completeSgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { fixtureJson } from '#testing/fixture.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { ComputePool } from '../pool/ComputePool.ts';
import { matchStereo } from './matchStereo.task.ts';

interface RealPair {
  readonly name: string;
  readonly left: string;
  readonly right: string;
  readonly width: number;
  readonly height: number;
  readonly options: SgbmOptions;
  readonly valid: number;
  readonly sha256: string;
}

const realPairs = fixtureJson('sgbm/realPairs.json') as readonly RealPair[];
const pool = new ComputePool();
afterAll(() => pool.close());

describe.skipIf(!hasSharedData)('matchStereo on real pairs', () => {
  const load = async (file: string): Promise<Picture> =>
    decodePicture(await readFile(join(sharedData, file)), file);

  it.concurrent.each(realPairs)(
    'equals OpenCV in every pixel: $name',
    async (sample) => {
      const [left, right] = await Promise.all([load(sample.left), load(sample.right)]);
      expect([left.width, left.height]).toEqual([sample.width, sample.height]);
      const { disparity16 } = await pool.run(matchStereo, { left, right, options: sample.options });
      const lowest = sample.options.minDisparity * 16;
      expect(disparity16.filter((value) => value >= lowest).length).toBe(sample.valid);
      const bytes = new Uint8Array(disparity16.buffer, disparity16.byteOffset, disparity16.byteLength);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sample.sha256);
    },
    300_000,
  );
});

describe('matchStereo', () => {
  const picture: Picture = { width: 8, height: 8, channels: 1, data: new Uint8Array(64) };

  it('passes on why a pair cannot be matched', async () => {
    const right: Picture = { ...picture, width: 4, data: new Uint8Array(32) };
    const options = completeSgbmOptions();
    await expect(pool.run(matchStereo, { left: picture, right, options })).rejects.toMatchObject({
      tag: 'SizeMismatch',
      fields: { expected: '8 × 8 × 1', found: '4 × 8 × 1' },
    });
    const wrong = { ...options, numDisparities: 8 };
    await expect(
      pool.run(matchStereo, { left: picture, right: picture, options: wrong }),
    ).rejects.toMatchObject({
      tag: 'InvalidOption',
      fields: { option: 'numDisparities', found: 8 },
    });
  });

  it('measures the time it took', async () => {
    const input = { left: picture, right: picture, options: completeSgbmOptions({ numDisparities: 16 }) };
    const { disparity16, elapsedMs } = await pool.run(matchStereo, input);
    expect([...new Set(disparity16)]).toEqual([-16]);
    expect(elapsedMs).toBeGreaterThanOrEqual(0);
  });
});
