import { describe, expect, it } from 'vitest';
import { abortError } from '#domain/errors.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { matchSgbm } from '#domain/stereo/matchSgbm.ts';
import { completeSgbmOptions } from '#domain/stereo/SgbmOptions.ts';
import { seededRandom } from '#testing/seededRandom.ts';
import { sgbmCases } from '#testing/sgbmCases.ts';
import { ScalarMatcher } from './ScalarMatcher.ts';

const cases = sgbmCases();
const modes = ['sgbm', 'hh', '3way', 'hh4'] as const;
const matcher = new ScalarMatcher();
const withoutSimd = new ScalarMatcher('scalar');

function noise(seed: number, width: number, height: number, channels: 1 | 3, shades: number): Picture {
  const random = seededRandom(seed);
  const step = 255 / (shades - 1);
  const data = Uint8Array.from({ length: width * height * channels }, () =>
    Math.round(Math.floor(random() * shades) * step),
  );
  return { width, height, channels, data };
}

function differing(found: Int16Array, expected: Int16Array): number {
  expect(found.length).toBe(expected.length);
  return found.reduce((count, value, i) => count + (value === expected[i] ? 0 : 1), 0);
}

describe('ScalarMatcher against OpenCV 4.6', () => {
  it.each(cases)('equals OpenCV in every pixel, in one piece and in bands: $name', (sample) => {
    const { left, right, options, disparity16 } = sample;
    expect(differing(matcher.match(left, right, options), disparity16)).toBe(0);
    expect(differing(withoutSimd.match(left, right, options), disparity16)).toBe(0);
    for (const volumeBytes of [0, 200_000]) {
      const found = matcher.match(left, right, options, { poison: 0xa5, volumeBytes });
      expect([volumeBytes, differing(found, disparity16)]).toEqual([volumeBytes, 0]);
    }
  });
});

describe('ScalarMatcher against the reference', () => {
  const sizes = [
    [1, 1],
    [2, 3],
    [16, 1],
    [17, 2],
    [33, 16],
    [47, 3],
    [97, 11],
  ] as const;
  it.each(sizes)('is equal at %i × %i px, whatever lay in memory before', (width, height) => {
    for (const channels of [1, 3] as const) {
      const left = noise(width, width, height, channels, 256);
      const right = noise(height, width, height, channels, 2);
      for (const mode of modes) {
        for (const [numDisparities, blockSize] of [
          [16, 1],
          [13, 4],
          [5, 23],
        ] as const) {
          const given = { mode, channels, numDisparities, minDisparity: -3, blockSize, P2: 20_000 };
          const options = completeSgbmOptions(given);
          const expected = matchSgbm(left, right, options);
          for (const poison of [0x00, 0x7f, 0xff]) {
            const found = matcher.match(left, right, options, { poison, volumeBytes: poison * 1000 });
            expect([options, poison, differing(found, expected)]).toEqual([options, poison, 0]);
          }
        }
      }
    }
  });
});

describe('ScalarMatcher', () => {
  const left = noise(1, 120, 50, 3, 256);
  const right = noise(2, 120, 50, 3, 256);

  it.each(['hh', 'hh4'] as const)('gives the same map in bands of any height, in mode %s', (mode) => {
    const options = completeSgbmOptions({ mode, channels: 3, numDisparities: 20, blockSize: 13, P2: 9000 });
    const expected = matcher.match(left, right, options);
    for (let volumeBytes = 100_000; volumeBytes < 1_000_000; volumeBytes += 60_000) {
      const found = matcher.match(left, right, options, { volumeBytes, poison: 0x5a });
      expect([volumeBytes, differing(found, expected)]).toEqual([volumeBytes, 0]);
    }
  });

  it.each(modes)('reports rising progress up to 1 and stops within a frame, in mode %s', (mode) => {
    const options = completeSgbmOptions({ mode, channels: 3, numDisparities: 20 });
    for (const volumeBytes of [undefined, 400_000]) {
      const shares: number[] = [];
      const progress = (share: number) => shares.push(share);
      matcher.match(left, right, options, {
        observer: { checkCancelled: () => undefined, progress },
        volumeBytes,
      });
      expect(shares.length).toBeGreaterThan(49);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(shares.at(-2)).toBeLessThan(1);
      expect(shares.at(-1)).toBe(1);
      let asked = 0;
      const checkCancelled = () => {
        asked += 1;
        if (asked === 20) throw abortError();
      };
      const observer = { checkCancelled, progress: () => undefined };
      expect(() => matcher.match(left, right, options, { observer, volumeBytes })).toThrow(
        expect.objectContaining({ name: 'AbortError' }),
      );
      expect(asked).toBe(20);
    }
  });

  it.each(modes)('finds nothing where the image is narrower than the disparity range, in mode %s', (mode) => {
    const options = completeSgbmOptions({ mode, channels: 3, minDisparity: 2, numDisparities: 128 });
    expect([...new Set(matcher.match(left, right, options))]).toEqual([(2 - 1) * 16]);
  });

  it('refuses pictures of different size or channels, naming both', () => {
    const options = completeSgbmOptions({ numDisparities: 16 });
    for (const [other, found] of [
      [noise(1, 119, 50, 3, 256), '119 × 50 × 3'],
      [noise(1, 120, 51, 3, 256), '120 × 51 × 3'],
      [noise(1, 120, 50, 1, 256), '120 × 50 × 1'],
    ] as const) {
      expect(() => matcher.match(left, other, options)).toThrow(
        expect.objectContaining({ tag: 'SizeMismatch', fields: { expected: '120 × 50 × 3', found } }),
      );
    }
  });
});
