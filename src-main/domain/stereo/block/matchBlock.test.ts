import { describe, expect, it } from 'vitest';
import { abortError } from '#domain/errors.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { stereoMatcherCases, unpack, unpackPicture } from '#testing/stereoMatcherCases.ts';
import { type BlockOptions, completeBlockOptions } from './BlockOptions.ts';
import { matchBlock } from './matchBlock.ts';

const unobserved = { checkCancelled: () => undefined, progress: () => undefined };
const left = unpackPicture(stereoMatcherCases.left);
const right = unpackPicture(stereoMatcherCases.right);

/** float32 holds costs in [0, 2] to this. */
const correlationTolerance = 1e-6;
/** The parabola of such costs, where they hardly bend. */
const subPixelTolerance = 1e-3;

function grey(width: number, height: number, sample: (x: number, y: number) => number): Picture {
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    sample(i % width, Math.floor(i / width)),
  );
  return { width, height, channels: 1, data };
}
function noise(x: number, y: number): number {
  const mixed = Math.imul(x * 7919 + y * 104_729, 2_654_435_761);
  return Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 24;
}

function match(a: Picture, b: Picture, options: Partial<BlockOptions>) {
  return matchBlock(a, b, completeBlockOptions(options), unobserved);
}

describe('matchBlock against NumPy', () => {
  it.each(stereoMatcherCases.block)(
    'has the costs and the map of $options.cost, block $options.blockSize, range $options.minDisparity + $options.numDisparities',
    ({ options, costs, map }) => {
      const rows: number[] = [];
      const { values } = matchBlock(left, right, options, unobserved, (y, row) => {
        if (y % 7 === 0) rows.push(...row);
      });
      const isExact = options.cost !== 'ncc';
      expectClose(rows, unpack(costs), isExact ? 0 : correlationTolerance);
      expectClose([...values], unpack(map), isExact ? 1e-6 : subPixelTolerance);
    },
  );
});

describe('matchBlock by construction', () => {
  it.each(['sad', 'ssd', 'ncc', 'census'] as const)(
    'finds with %s the disparity by which a texture was moved, wherever the whole range fits',
    (cost) => {
      const { values } = match(
        grey(60, 12, noise),
        grey(60, 12, (x, y) => noise(x + 7, y)),
        { cost, numDisparities: 16 },
      );
      for (let y = 0; y < 12; y++) {
        for (let x = 0; x < 60; x++) {
          const value = values[y * 60 + x]!;
          if (x < 16) expect(value).toBeNaN();
          else expect(Math.abs(value - 7)).toBeLessThan(0.5);
        }
      }
    },
  );

  it.each(['ncc', 'census'] as const)(
    'is not misled with %s by a camera that shows everything brighter, as ssd is',
    (cost) => {
      const faint = (x: number, y: number) => 100 + (noise(x, y) >> 3);
      const a = grey(60, 12, faint);
      const b = grey(60, 12, (x, y) => faint(x + 5, y) + 40);
      const shareFound = (name: BlockOptions['cost']) => {
        const { values } = match(a, b, { cost: name, blockSize: 3, numDisparities: 12 });
        return values.filter((value) => Math.round(value) === 5).length / (48 * 12);
      };
      expect(shareFound(cost)).toBeGreaterThan(0.99);
      expect(shareFound('ssd')).toBeLessThan(0.8);
    },
  );

  it('drops windows that are too plain, with ncc also those without any contrast', () => {
    const half = grey(40, 9, (x, y) => (x < 24 ? 100 : noise(x, y)));
    const plain = { numDisparities: 4, blockSize: 3 };
    expect(match(half, half, { ...plain, textureThreshold: 5 }).values[4 * 40 + 12]).toBeNaN();
    expect(match(half, half, { ...plain, cost: 'ncc' }).values[4 * 40 + 12]).toBeNaN();
    expect(match(half, half, plain).values[4 * 40 + 12]).toBeNaN();
    expect(match(half, half, plain).values[4 * 40 + 24]).toBe(0);
    expect(match(half, half, { ...plain, textureThreshold: 5 }).values[4 * 40 + 32]).toBeCloseTo(0, 5);
  });

  it.each(['sad', 'ssd', 'ncc', 'census'] as const)('has no value with %s on a black pair', (cost) => {
    const black = grey(30, 8, () => 0);
    expect(match(black, black, { cost, numDisparities: 8 }).values.every(Number.isNaN)).toBe(true);
  });

  it.each([
    [1, 1],
    [1, 5],
    [30, 1],
    [9, 3],
  ])('matches pictures of %i × %i px, and none of it where the range is wider', (width, height) => {
    const picture = grey(width, height, noise);
    const all = match(picture, picture, { minDisparity: -1, numDisparities: 1, blockSize: 21 }).values;
    expect(all.filter((value) => !Number.isNaN(value)).length).toBe((width - 1) * height);
    const none = match(picture, picture, { numDisparities: 64, cost: 'census' }).values;
    expect(none.every(Number.isNaN)).toBe(true);
  });

  it('refuses pictures of different size, and options outside their range', () => {
    expect(() => match(grey(8, 4, noise), grey(9, 4, noise), {})).toThrow(
      expect.objectContaining({ tag: 'SizeMismatch' }),
    );
    expect(() => match(left, right, { blockSize: 52 })).toThrow(
      expect.objectContaining({
        tag: 'InvalidOption',
        message: 'blockSize must be a whole number from 1 to 51; found 52',
      }),
    );
  });

  it('stops when asked to', () => {
    let asked = 0;
    const stop = {
      checkCancelled: () => {
        asked += 1;
        if (asked === 3) throw abortError();
      },
      progress: () => undefined,
    };
    expect(() => matchBlock(left, right, completeBlockOptions({ numDisparities: 16 }), stop)).toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(asked).toBe(3);
  });
});

function expectClose(found: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(found.length).toBe(expected.length);
  const worst = found.reduce((most, value, i) => {
    const reference = expected[i]!;
    if (Number.isNaN(value) || Number.isNaN(reference)) {
      return Number.isNaN(value) === Number.isNaN(reference) ? most : Infinity;
    }
    return Math.max(most, Math.abs(value - reference));
  }, 0);
  expect(worst).toBeLessThanOrEqual(tolerance);
}
