import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Picture } from '#domain/rasters/Raster.ts';
import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import { matchSgbm } from '#domain/stereo/matchSgbm.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { completeSgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { decodePicture } from '#formats/decodePicture.ts';
import { fixtureJson } from '#testing/fixture.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { sgbmMatrix } from '#testing/sgbmMatrix.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { ComputePool } from '../pool/ComputePool.ts';
import { matchStereo } from './matchStereo.task.ts';

interface RealPair {
  readonly name: string;
  readonly left: string;
  readonly right: string;
  readonly width: number;
  readonly height: number;
  readonly options: Omit<SgbmOptions, 'channels'>;
  readonly valid: number;
  readonly sha256: string;
}

/** Some of the matrix, which `npm run fuzz:stereo -- --matrix` goes through as a whole: not the largest pairs. */
const sample = drawn(
  sgbmMatrix().filter(({ width, height }) => width * height < 500_000),
  32,
);
const realPairs = fixtureJson('sgbm/realPairs.json') as readonly RealPair[];
const pool = new ComputePool();
afterAll(() => pool.close());

describe.skipIf(!hasSharedData)('matchStereo on real pairs', () => {
  const load = async (file: string): Promise<Picture> =>
    decodePicture(await readFile(join(sharedData, file)), file);

  it.concurrent.each(realPairs)(
    'equals OpenCV in every pixel: $name',
    async (pair) => {
      const [left, right] = await Promise.all([load(pair.left), load(pair.right)]);
      expect([left.width, left.height]).toEqual([pair.width, pair.height]);
      const options: SgbmOptions = { ...pair.options, channels: 1 };
      const { disparity16 } = await pool.run(matchStereo, { left, right, options });
      const lowest = options.minDisparity * 16;
      expect(disparity16.filter((value) => value >= lowest).length).toBe(pair.valid);
      expect(digest(disparity16)).toBe(pair.sha256);
    },
    300_000,
  );

  it.concurrent.each(sample)(
    'equals OpenCV in every pixel, whichever kernels it takes: $name',
    async ({ options, sha256, ...files }) => {
      const [left, right] = await Promise.all([load(files.left), load(files.right)]);
      const { disparity16 } = await pool.run(matchStereo, { left, right, options });
      expect(digest(disparity16)).toBe(sha256);
    },
    300_000,
  );

  it('draws from the matrix cases for both kinds of kernels, all modes, grey and colour', () => {
    expect(new Set(sample.map(({ options }) => `${options.mode} ${options.channels}`)).size).toBe(8);
    const isPlain = ({ options }: (typeof sample)[number]) =>
      options.channels === 1 && options.blockSize < 11;
    expect(sample.filter(isPlain).length).toBeGreaterThan(8);
  });
});

function digest(disparity16: Int16Array): string {
  const bytes = new Uint8Array(disparity16.buffer, disparity16.byteOffset, disparity16.byteLength);
  return createHash('sha256').update(bytes).digest('hex');
}

/** `count` of the entries, always the same. */
function drawn<Entry>(entries: readonly Entry[], count: number): Entry[] {
  const random = seededRandom(20_261_120);
  return Array.from({ length: count }, () => entries[Math.floor(random() * entries.length)]!);
}

describe('matchStereo', () => {
  const picture: Picture = { width: 8, height: 8, channels: 1, data: new Uint8Array(64) };

  it('passes on why a pair cannot be matched', async () => {
    const right: Picture = { ...picture, width: 4, data: new Uint8Array(32) };
    const options = completeSgbmOptions();
    await expect(pool.run(matchStereo, { left: picture, right, options })).rejects.toMatchObject({
      tag: 'SizeMismatch',
      fields: { expected: '8 × 8 × 1', found: '4 × 8 × 1' },
    });
    const wrong = { ...options, numDisparities: 0 };
    await expect(
      pool.run(matchStereo, { left: picture, right: picture, options: wrong }),
    ).rejects.toMatchObject({
      tag: 'InvalidOption',
      fields: { option: 'numDisparities', found: 0 },
    });
  });

  it('refuses a grey picture beside a coloured one, and compares what it is told to', async () => {
    const random = seededRandom(7);
    const colour = (): Picture => ({
      width: 60,
      height: 20,
      channels: 3,
      data: Uint8Array.from({ length: 60 * 20 * 3 }, () => Math.floor(random() * 256)),
    });
    const [left, right] = [colour(), colour()];
    const options = completeSgbmOptions({ numDisparities: 16 });
    await expect(pool.run(matchStereo, { left, right: greyFromRgb(right), options })).rejects.toMatchObject({
      tag: 'SizeMismatch',
      fields: { expected: '60 × 20 × 3', found: '60 × 20 × 1' },
    });
    const inGrey = await pool.run(matchStereo, { left, right, options });
    expect(inGrey).toMatchObject({ path: 'simd' });
    const inColour = await pool.run(matchStereo, { left, right, options: { ...options, channels: 3 } });
    expect(inColour).toMatchObject({ path: 'scalar', threads: 1 });
    expect(inColour.disparity16).toEqual(matchSgbm(left, right, options));
    expect(inGrey.disparity16).toEqual(matchSgbm(greyFromRgb(left), greyFromRgb(right), options));
  });

  it('takes the upper eight bits of 16-bit pictures, as imread does', async () => {
    const random = seededRandom(8);
    const samples = Array.from({ length: 60 * 20 }, () => Math.floor(random() * 65_536));
    const wide = Buffer.concat([
      Buffer.from('P5 60 20 65535\n'),
      Buffer.from(samples.flatMap((sample) => [sample >> 8, sample & 255])),
    ]);
    const narrow: Picture = {
      width: 60,
      height: 20,
      channels: 1,
      data: Uint8Array.from(samples, (s) => s >> 8),
    };
    const left = await decodePicture(wide, 'left.pgm');
    const right: Picture = { ...narrow, data: narrow.data.map((_, i) => narrow.data[i + 5] ?? 0) };
    const options = completeSgbmOptions({ numDisparities: 16 });
    const { disparity16 } = await pool.run(matchStereo, { left, right, options });
    expect(disparity16).toEqual(matchSgbm(narrow, right, options));
    expect(disparity16.filter((value) => value === 5 * 16).length).toBeGreaterThan(300);
  });

  it('stops within a frame when cancelled, also on the scalar kernels', async () => {
    const large: Picture = { width: 900, height: 600, channels: 1, data: new Uint8Array(900 * 600) };
    const options = completeSgbmOptions({ mode: 'hh', channels: 3, numDisparities: 100 });
    const cancel = new AbortController();
    const shares: number[] = [];
    const running = pool.run(
      matchStereo,
      { left: large, right: large, options },
      {
        signal: cancel.signal,
        onProgress: (share: number) => {
          shares.push(share);
          cancel.abort();
        },
      },
    );
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(Math.max(...shares)).toBeLessThan(0.9);
  });

  it('measures the time it took', async () => {
    const input = { left: picture, right: picture, options: completeSgbmOptions({ numDisparities: 16 }) };
    const { disparity16, elapsedMs } = await pool.run(matchStereo, input);
    expect([...new Set(disparity16)]).toEqual([-16]);
    expect(elapsedMs).toBeGreaterThanOrEqual(0);
  });
});
