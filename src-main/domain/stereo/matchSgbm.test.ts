import { describe, expect, it } from 'vitest';
import { abortError } from '#domain/errors.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { sgbmCases } from '#testing/sgbmCases.ts';
import { comparedPicture } from './comparedPicture.ts';
import { matchSgbm } from './matchSgbm.ts';
import { completeSgbmOptions } from './SgbmOptions.ts';

const cases = sgbmCases();

function grey(width: number, height: number, sample: (x: number, y: number) => number): Picture {
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    sample(i % width, Math.floor(i / width)),
  );
  return { width, height, channels: 1, data };
}

describe('matchSgbm against OpenCV 4.6', () => {
  it.each(cases)('equals OpenCV in every pixel: $name', ({ left, right, options, disparity16 }) => {
    const found = matchSgbm(left, right, options);
    const differing = found.reduce((count, value, i) => count + (value === disparity16[i] ? 0 : 1), 0);
    expect(differing).toBe(0);
  });

  it('covers maps with and without values in all modes', () => {
    for (const [mode, least] of [
      ['sgbm', 45],
      ['hh', 45],
      ['3way', 40],
      ['hh4', 40],
    ] as const) {
      const shares = cases
        .filter(({ options }) => options.mode === mode)
        .map(
          ({ options, disparity16 }) =>
            disparity16.filter((value) => value >= options.minDisparity * 16).length / disparity16.length,
        );
      expect(shares.length).toBeGreaterThan(least);
      expect(Math.max(...shares)).toBeGreaterThan(0.5);
      expect(Math.min(...shares)).toBeLessThan(0.05);
    }
  });
});

describe('matchSgbm by construction', () => {
  const noise = (x: number, y: number) => Math.imul(x * 7919 + y * 104_729, 2_654_435_761) >>> 24;

  it('finds the disparity by which a texture was moved, wherever the whole range fits', () => {
    const left = grey(80, 30, noise);
    const right = grey(80, 30, (x, y) => noise(x + 7, y));
    const map = matchSgbm(left, right, completeSgbmOptions({ numDisparities: 16 }));
    for (let y = 3; y < 27; y++) {
      for (let x = 16 + 3; x < 80 - 3; x++) expect(map[y * 80 + x]).toBe(7 * 16);
    }
    for (let y = 0; y < 30; y++) expect(map[y * 80 + 15]).toBe(-16);
  });

  it('gives the same map twice, so that no state is left over', () => {
    const { left, right } = cases[0]!;
    const options = completeSgbmOptions({ mode: 'hh', numDisparities: 64 });
    expect(matchSgbm(left, right, options)).toEqual(matchSgbm(left, right, options));
  });

  it('marks everything invalid where the range is as wide as the image', () => {
    const left = grey(32, 4, noise);
    const map = matchSgbm(left, left, completeSgbmOptions({ minDisparity: 3, numDisparities: 32 }));
    expect([...new Set(map)]).toEqual([(3 - 1) * 16]);
  });

  it('refuses pictures of different size, naming both', () => {
    const options = completeSgbmOptions();
    expect(() => matchSgbm(grey(10, 4, noise), grey(9, 4, noise), options)).toThrow(
      expect.objectContaining({
        tag: 'SizeMismatch',
        message:
          'left and right image must have the same size and number of channels: left is 10 × 4 × 1, right is 9 × 4 × 1',
      }),
    );
  });

  it('refuses mode hh where its volumes would not fit, and says how large they are', () => {
    const large: Picture = { width: 6000, height: 1000, channels: 1, data: new Uint8Array(6_000_000) };
    const options = completeSgbmOptions({ mode: 'hh', numDisparities: 256 });
    expect(() => matchSgbm(large, large, options)).toThrow(/mode hh would need 5610 MiB .* at most 4096 MiB/);
  });

  it.each(['sgbm', 'hh', '3way', 'hh4'] as const)(
    'gives the same with the channels in another order, and three times the costs of grey for equal ones, in mode %s',
    (mode) => {
      const colour = cases.find(({ left }) => left.channels === 3)!;
      const reversed = (picture: Picture): Picture => ({
        ...picture,
        data: picture.data.map((_, i) => picture.data[i - (i % 3) + 2 - (i % 3)]!),
      });
      const options = completeSgbmOptions({ mode, channels: 3, numDisparities: 32, blockSize: 3 });
      const expected = matchSgbm(colour.left, colour.right, options);
      expect(matchSgbm(reversed(colour.left), reversed(colour.right), options)).toEqual(expected);

      const left = grey(60, 20, noise);
      const right = grey(60, 20, (x, y) => noise(x + 5, y));
      const inGrey = completeSgbmOptions({ mode, numDisparities: 16, blockSize: 3 });
      const inColour = completeSgbmOptions({ mode, channels: 3, numDisparities: 16, blockSize: 3 });
      expect(inColour).toMatchObject({ P1: 3 * inGrey.P1, P2: 3 * inGrey.P2 });
      expect(matchSgbm(comparedPicture(left, 3), comparedPicture(right, 3), inColour)).toEqual(
        matchSgbm(left, right, inGrey),
      );
    },
  );

  it.each(['sgbm', 'hh', '3way', 'hh4'] as const)(
    'reports rising progress and stops when asked to, in mode %s',
    (mode) => {
      const left = grey(60, 40, noise);
      const options = completeSgbmOptions({ mode, numDisparities: 16 });
      const shares: number[] = [];
      matchSgbm(left, left, options, {
        checkCancelled: () => undefined,
        progress: (share) => shares.push(share),
      });
      expect(shares.length).toBeGreaterThan(4);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(shares.at(-1)).toBe(1);

      let asked = 0;
      const stop = {
        checkCancelled: () => {
          asked += 1;
          if (asked === 3) throw abortError();
        },
        progress: () => undefined,
      };
      expect(() => matchSgbm(left, left, options, stop)).toThrow(
        expect.objectContaining({ name: 'AbortError' }),
      );
      expect(asked).toBe(3);
    },
  );
});
