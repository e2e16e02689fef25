import { describe, expect, it } from 'vitest';
import { abortError } from '#domain/errors.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { stereoMatcherCases, unpack, unpackPicture } from '#testing/stereoMatcherCases.ts';
import { completeGlobalOptions, type GlobalOptions } from './GlobalOptions.ts';
import { matchGlobal } from './matchGlobal.ts';

const unobserved = { checkCancelled: () => undefined, progress: () => undefined };
const left = unpackPicture(stereoMatcherCases.left);
const right = unpackPicture(stereoMatcherCases.right);

function grey(width: number, height: number, sample: (x: number, y: number) => number): Picture {
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    sample(i % width, Math.floor(i / width)),
  );
  return { width, height, channels: 1, data };
}
const noise = (x: number, y: number) => Math.imul(x * 7919 + y * 104_729, 2_654_435_761) >>> 24;

function match(a: Picture, b: Picture, options: Partial<GlobalOptions>) {
  return matchGlobal(a, b, completeGlobalOptions(options), unobserved);
}

describe('matchGlobal against NumPy', () => {
  it.each(stereoMatcherCases.belief)(
    'has the beliefs, the map and the energy of $options.cost, $options.levels levels, $options.iterations iterations',
    ({ options, beliefs, map, energy, winnersEnergy }) => {
      const rows: number[] = [];
      const found = matchGlobal(left, right, options, unobserved, (y, row) => {
        if (y % 7 === 0) rows.push(...row);
      });
      expect(rows).toEqual(unpack(beliefs));
      expect([...found.disparity.values]).toEqual(unpack(map));
      expect(found.energy).toBe(energy);
      expect(energy).toBeLessThanOrEqual(winnersEnergy);
    },
  );
});

describe('matchGlobal by construction', () => {
  it('finds the disparity by which a texture was moved, also across a plain patch', () => {
    const patched = (x: number, y: number) => (x > 30 && x < 40 && y > 3 && y < 9 ? 90 : noise(x, y));
    const { values } = match(
      grey(64, 14, patched),
      grey(64, 14, (x, y) => patched(x + 6, y)),
      { numDisparities: 16 },
    ).disparity;
    for (let y = 0; y < 14; y++) {
      for (let x = 0; x < 16; x++) expect(values[y * 64 + x]).toBeNaN();
      for (let x = 18; x < 56; x++) expect(Math.abs(values[y * 64 + x]! - 6)).toBeLessThan(0.5);
    }
  });

  // With bt the picture's first and last column hold a constant, as in OpenCV, which is something to match.
  it.each(['ad', 'census'] as const)('has no value with %s on a black pair', (cost) => {
    const black = grey(30, 8, () => 0);
    const { disparity, energy } = match(black, black, { cost, numDisparities: 8 });
    expect([disparity.values.every(Number.isNaN), energy]).toEqual([true, 0]);
  });

  it('comes to less energy with a pyramid than without, and with rounds than with one', () => {
    const energyOf = (options: Partial<GlobalOptions>) =>
      match(left, right, { numDisparities: 12, ...options }).energy;
    expect(energyOf({ levels: 4, iterations: 5 })).toBeLessThan(energyOf({ levels: 1, iterations: 5 }));
    expect(energyOf({ levels: 1, iterations: 5 })).toBeLessThan(energyOf({ levels: 1, iterations: 1 }));
  });

  it('takes the cheapest disparity of each pixel where smoothness costs nothing', () => {
    const { winnersEnergy, options } = stereoMatcherCases.belief[3]!;
    const free = match(left, right, { ...options, smoothness: 0 });
    expect(free.energy).toBeLessThan(winnersEnergy);
  });

  it.each([
    [1, 1],
    [1, 6],
    [7, 1],
    [5, 3],
  ])('matches pictures of %i × %i px, and none of it where the range is wider', (width, height) => {
    const picture = grey(width, height, noise);
    const all = match(picture, picture, { minDisparity: -1, numDisparities: 1 }).disparity.values;
    expect(all.filter((value) => !Number.isNaN(value)).length).toBe((width - 1) * height);
    const none = match(picture, picture, { numDisparities: 64 });
    expect(none.disparity.values.every(Number.isNaN)).toBe(true);
    expect(none.energy).toBe(0);
  });

  it('refuses what would need more than 2 GiB, and says how much it is', () => {
    const large: Picture = { width: 3000, height: 2000, channels: 1, data: new Uint8Array(6_000_000) };
    expect(() => match(large, large, { numDisparities: 256 })).toThrow(
      expect.objectContaining({
        tag: 'TooLarge',
        message: expect.stringMatching(
          /would need 9\d{3} MiB for 2744 columns × 2000 rows × 256 disparities; at most 2048 MiB/,
        ) as string,
      }),
    );
  });

  it('refuses pictures of different size, and options outside their range', () => {
    expect(() => match(grey(8, 4, noise), grey(9, 4, noise), {})).toThrow(
      expect.objectContaining({ tag: 'SizeMismatch' }),
    );
    expect(() => match(left, right, { levels: 6 })).toThrow(
      expect.objectContaining({
        tag: 'InvalidOption',
        message: 'levels must be a whole number from 1 to 5; found 6',
      }),
    );
  });

  it('reports rising progress, and stops when asked to', () => {
    const shares: number[] = [];
    const options = completeGlobalOptions({ numDisparities: 8 });
    matchGlobal(left, right, options, { ...unobserved, progress: (share) => shares.push(share) });
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    let asked = 0;
    const checkCancelled = () => {
      asked += 1;
      if (asked === 40) throw abortError();
    };
    expect(() => matchGlobal(left, right, options, { ...unobserved, checkCancelled })).toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(asked).toBe(40);
  });
});
