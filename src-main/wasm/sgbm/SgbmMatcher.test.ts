import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { abortError } from '#domain/errors.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { matchSgbm } from '#domain/stereo/matchSgbm.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { completeSgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { sgbmCases } from '#testing/sgbmCases.ts';
import { ScalarMatcher } from '../sgbmScalar/ScalarMatcher.ts';
import { SgbmMatcher } from './SgbmMatcher.ts';

const cases = sgbmCases();
const modes = ['sgbm', 'hh', '3way', 'hh4'] as const;
const matcher = new SgbmMatcher();
beforeAll(() => matcher.prepare(4));
afterAll(() => matcher.close());

/** Texture seen twice, the second time moved by a few pixels and with noise. */
function randomPair(seed: number, width: number, height: number): readonly [Picture, Picture] {
  const random = seededRandom(seed);
  const shift = Math.floor(random() * 12);
  const texture = Uint8Array.from({ length: (width + 12) * height }, () => Math.floor(random() * 256));
  const view = (offset: number, noise: number): Picture => ({
    width,
    height,
    channels: 1,
    data: Uint8Array.from({ length: width * height }, (_, i) => {
      const sample = texture[Math.floor(i / width) * (width + 12) + (i % width) + offset]!;
      return Math.min(255, Math.max(0, sample + Math.round((random() - 0.5) * noise)));
    }),
  });
  return [view(0, 0), view(shift, 30)];
}

function differing(found: Int16Array, expected: Int16Array): number {
  expect(found.length).toBe(expected.length);
  return found.reduce((count, value, i) => count + (value === expected[i] ? 0 : 1), 0);
}

describe('SgbmMatcher against OpenCV 4.6', () => {
  it.each(cases)('equals OpenCV in every pixel with 1 to 4 threads, twice: $name', async (sample) => {
    const { left, right, options, disparity16 } = sample;
    for (const threads of [1, 2, 3, 4, 1]) {
      const match = await matcher.match(left, right, options, { threads, poison: 0xa5 });
      expect([threads, differing(match.disparity16, disparity16)]).toEqual([threads, 0]);
      if (match.path === 'scalar') break;
    }
  });

  it('matches most of them on the kernels, in all modes', async () => {
    const paths = new Map<string, number>();
    for (const { left, right, options } of cases) {
      const { path } = await matcher.match(left, right, options);
      const key = `${options.mode} ${path}`;
      paths.set(key, (paths.get(key) ?? 0) + 1);
    }
    expect(paths.get('sgbm simd')).toBeGreaterThan(18);
    expect(paths.get('hh simd')).toBeGreaterThan(18);
    expect(paths.get('3way simd')).toBeGreaterThan(15);
    expect(paths.get('hh4 simd')).toBeGreaterThan(15);
    for (const mode of modes) expect(paths.get(`${mode} scalar`)).toBeGreaterThan(20);
  });
});

describe('SgbmMatcher against the reference', () => {
  const sizes = [
    [15, 9],
    [16, 1],
    [17, 2],
    [31, 5],
    [33, 16],
    [47, 3],
    [64, 17],
    [97, 11],
    [129, 23],
  ] as const;
  it.each(sizes)('is equal at %i × %i px, whatever lay in memory before', async (width, height) => {
    const [left, right] = randomPair(width * 1000 + height, width, height);
    for (const mode of modes) {
      for (const blockSize of [1, 3, 5, 8]) {
        const options = completeSgbmOptions({ mode, numDisparities: 16, minDisparity: -2, blockSize });
        const expected = matchSgbm(left, right, options);
        for (const poison of [0x00, 0x7f, 0xff]) {
          const { disparity16 } = await matcher.match(left, right, options, { poison, threads: 2 });
          expect(differing(disparity16, expected)).toBe(0);
        }
      }
    }
  });
});

describe('SgbmMatcher against the scalar kernels', () => {
  it('is equal up to the last column, whatever is left of a row after whole vectors', async () => {
    for (let width = 40; width < 48; width++) {
      const [view] = randomPair(width, width, 12);
      for (const mode of modes) {
        for (const minDisparity of [-3, 0, 3]) {
          const options = completeSgbmOptions({ mode, numDisparities: 16, minDisparity, blockSize: 3 });
          const expected = matchSgbm(view, view, options);
          const { disparity16 } = await matcher.match(view, view, options, { poison: 0xff, threads: 2 });
          expect([width, mode, minDisparity, differing(disparity16, expected)]).toEqual([
            width,
            mode,
            minDisparity,
            0,
          ]);
        }
      }
    }
  });

  it('is equal on a seeded sample of the option space, with any number of threads', async () => {
    const scalar = new ScalarMatcher();
    const random = seededRandom(20_260_701);
    const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
    const paths = { simd: 0, scalar: 0 };
    for (let i = 0; i < 150; i++) {
      const [left, right] = randomPair(i, whole(1, 180), whole(1, 40));
      const options: SgbmOptions = {
        mode: modes[i % 4]!,
        channels: 1,
        minDisparity: whole(-40, 16),
        numDisparities: 16 * whole(1, 6),
        blockSize: whole(0, 11),
        P1: whole(0, 800),
        P2: whole(0, 3000),
        disp12MaxDiff: random() < 0.5 ? whole(-1, 2) : 100,
        preFilterCap: whole(0, 95),
        uniquenessRatio: random() < 0.3 ? 0 : whole(-1, 99),
        speckleWindowSize: random() < 0.3 ? 0 : whole(1, 60),
        speckleRange: whole(0, 4),
      };
      const expected = scalar.match(left, right, options);
      const found = await matcher.match(left, right, options, {
        threads: whole(1, 4),
        poison: whole(0, 255),
      });
      paths[found.path] += 1;
      expect([i, options, differing(found.disparity16, expected)]).toEqual([i, options, 0]);
    }
    expect(paths.simd).toBeGreaterThan(90);
  });
});

describe('SgbmMatcher', () => {
  const [left, right] = randomPair(1, 150, 60);

  it('says which path it took and why, and how many threads', async () => {
    const fast = await matcher.match(left, right, completeSgbmOptions({ numDisparities: 32 }), {
      threads: 2,
    });
    expect(fast).toMatchObject({ path: 'simd', refusal: null, threads: 2 });
    const saturating = completeSgbmOptions({ numDisparities: 32, blockSize: 21 });
    expect(await matcher.match(left, right, saturating)).toMatchObject({
      path: 'scalar',
      refusal: 'a path cost may reach 111573, more than 32767',
    });
    const clipped = completeSgbmOptions({ numDisparities: 32, preFilterCap: 97 });
    expect(await matcher.match(left, right, clipped)).toMatchObject({
      path: 'scalar',
      refusal: 'a pixel cost may reach 257, more than 255',
    });
  });

  it.each(modes)(
    'stops within a frame and works on, with one thread and with three, in mode %s',
    async (mode) => {
      const options = completeSgbmOptions({ mode, numDisparities: 32 });
      const expected = matchSgbm(left, right, options);
      for (const threads of [1, 3]) {
        let asked = 0;
        const observer = {
          checkCancelled: () => {
            asked += 1;
            if (asked === 20) throw abortError();
          },
          progress: () => undefined,
        };
        await expect(matcher.match(left, right, options, { threads, observer })).rejects.toMatchObject({
          name: 'AbortError',
        });
        expect(asked).toBe(20);
        const { disparity16 } = await matcher.match(left, right, options, { threads });
        expect(differing(disparity16, expected)).toBe(0);
      }
    },
  );

  it.each(modes)('reports rising progress up to 1 in mode %s', async (mode) => {
    const shares: number[] = [];
    const observer = { checkCancelled: () => undefined, progress: (share: number) => shares.push(share) };
    await matcher.match(left, right, completeSgbmOptions({ mode, numDisparities: 32 }), { observer });
    expect(shares.length).toBeGreaterThan(30);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it.each(['hh', 'hh4'] as const)(
    'keeps the sums of a band of rows only where it must, in mode %s',
    async (mode) => {
      const options = completeSgbmOptions({ mode, numDisparities: 32, blockSize: 7 });
      const expected = matchSgbm(left, right, options);
      const rowBytes = 2 * (150 - 32) * 32;
      for (const bandRows of [1, 2, 7, 30, 59, 60]) {
        for (const threads of [1, 2, 3, 4]) {
          const settings = { threads, poison: bandRows, volumeBytes: bandRows * rowBytes };
          const found = await matcher.match(left, right, options, settings);
          expect([bandRows, threads, differing(found.disparity16, expected)]).toEqual([bandRows, threads, 0]);
        }
      }
    },
  );

  it('finds nothing unique between plain walls in mode 3way, where all costs are 0', async () => {
    const wall = (shade: number): Picture => ({
      width: 85,
      height: 30,
      channels: 1,
      data: new Uint8Array(85 * 30).fill(shade),
    });
    const given = { mode: '3way', minDisparity: -31, numDisparities: 32, disp12MaxDiff: 1000 } as const;
    for (const uniquenessRatio of [0, 21]) {
      const options = completeSgbmOptions({ ...given, uniquenessRatio });
      const { disparity16, path } = await matcher.match(wall(90), wall(90), options);
      expect(path).toBe('simd');
      expect(differing(disparity16, matchSgbm(wall(90), wall(90), options))).toBe(0);
      expect(disparity16.some((value) => value !== -32 * 16)).toBe(uniquenessRatio === 0);
    }
  });

  it.each(modes)(
    'does with black pictures and with a single row what OpenCV does, in mode %s',
    async (mode) => {
      const options = completeSgbmOptions({ mode, numDisparities: 32 });
      const picture = (height: number, shade: (i: number) => number): Picture => ({
        width: 90,
        height,
        channels: 1,
        data: Uint8Array.from({ length: 90 * height }, (_, i) => shade(i)),
      });
      const black = picture(20, () => 0);
      const [row, other] = [picture(1, (i) => (37 * i) % 251), picture(1, (i) => (37 * (i + 5)) % 251)];
      for (const threads of [1, 2, 3, 4]) {
        const ofBlack = (await matcher.match(black, black, options, { threads })).disparity16;
        expect(differing(ofBlack, matchSgbm(black, black, options))).toBe(0);
        // Every disparity costs nothing: the first one wins wherever all can be compared.
        expect([...new Set(ofBlack)]).toEqual([-16, 0]);
        const ofRow = (await matcher.match(row, other, options, { threads })).disparity16;
        expect(differing(ofRow, matchSgbm(row, other, options))).toBe(0);
        expect(ofRow.every((value) => value === -16)).toBe(true);
      }
    },
  );

  it('asks for a helper once, however many small frames come before it is there', async () => {
    const own = new SgbmMatcher();
    const warned = vi.fn();
    process.on('warning', warned);
    onTestFinished(() => {
      process.off('warning', warned);
      return own.close();
    });
    const [small, other] = randomPair(4, 80, 20);
    const options = completeSgbmOptions({ numDisparities: 16 });
    for (let frame = 0; frame < 30; frame++) await own.match(small, other, options, { threads: 2 });
    await own.prepare(2);
    expect(warned).not.toHaveBeenCalled();
  });

  it('gives every row of a low image to every number of threads', async () => {
    const [low, other] = randomPair(5, 300, 7);
    for (const mode of modes) {
      const options = completeSgbmOptions({ mode, numDisparities: 16, blockSize: 3 });
      const expected = matchSgbm(low, other, options);
      for (let round = 0; round < 10; round++) {
        for (const threads of [2, 3, 4]) {
          const found = await matcher.match(low, other, options, { threads, poison: round });
          expect([mode, threads, differing(found.disparity16, expected)]).toEqual([mode, threads, 0]);
        }
      }
    }
  });

  it('keeps a small memory and gives a large one back when no frame comes', async () => {
    const own = new SgbmMatcher();
    const [small, alsoSmall] = randomPair(2, 80, 20);
    await own.match(small, alsoSmall, completeSgbmOptions({ numDisparities: 16 }));
    expect(own.heldBytes).toBeGreaterThan(0);
    expect(own.heldBytes).toBeLessThan(8e6);
    const [large, alsoLarge] = randomPair(3, 700, 520);
    const options = completeSgbmOptions({ mode: 'hh', numDisparities: 128, blockSize: 1 });
    await own.match(large, alsoLarge, options);
    expect(own.heldBytes).toBeGreaterThan(64 * 2 ** 20);
    await vi.waitUntil(() => own.heldBytes === 0, { timeout: 20_000 });
    await own.match(small, alsoSmall, completeSgbmOptions({ numDisparities: 16 }));
    await own.close();
  });

  it('refuses pictures of different size and illegal options like the reference', async () => {
    const narrow: Picture = { width: 149, height: 60, channels: 1, data: new Uint8Array(149 * 60) };
    await expect(matcher.match(left, narrow, completeSgbmOptions())).rejects.toMatchObject({
      tag: 'SizeMismatch',
    });
    const options = completeSgbmOptions({ numDisparities: 0 });
    await expect(matcher.match(left, right, options)).rejects.toMatchObject({ tag: 'InvalidOption' });
  });
});
