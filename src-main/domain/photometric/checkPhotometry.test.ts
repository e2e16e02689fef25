import { describe, expect, it } from 'vitest';
import { fixtureJson } from '#testing/fixture.ts';
import { tinyStereo } from '#testing/tinyStereo.ts';
import type { Picture, Raster } from '../rasters/Raster.ts';
import { checkPhotometry } from './checkPhotometry.ts';
import { leftRightDifference } from './leftRightDifference.ts';
import type { PhotometricName } from './PhotometricCheck.ts';
import { visibilityClasses, visibilityOfLeft } from './visibility.ts';
import { warpFromRight } from './warpFromRight.ts';

interface Case {
  readonly channels: 1 | 3;
  readonly holes: boolean;
  readonly warped: readonly (number | null)[];
  readonly error: readonly (number | null)[];
  readonly leftRight: readonly (number | null)[];
  readonly visibility: readonly (number | null)[];
  readonly visibilityOfLeft: readonly (number | null)[];
  readonly smoothness: readonly (number | null)[];
  readonly numbers: Readonly<Record<PhotometricName, number>>;
}

const { width, height, cases } = fixtureJson('photometric/expected.json') as {
  readonly width: number;
  readonly height: number;
  readonly cases: readonly Case[];
};
const unwatched = { checkCancelled: () => undefined, progress: () => undefined };
/** Maps are float32, of values up to 8. */
const tolerance = 2e-6;

function picture(channels: 1 | 3, at: (x: number, y: number, c: number) => number): Picture {
  const data = new Uint8Array(width * height * channels);
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / channels);
    data[i] = at(pixel % width, Math.floor(pixel / width), i % channels) % 256;
  }
  return { width, height, channels, data };
}

function disparityMap(at: (x: number, y: number) => number): Raster<'disparity:px'> {
  const values = Float32Array.from({ length: width * height }, (_, i) =>
    at(i % width, Math.floor(i / width)),
  );
  return { quantity: 'disparity:px', width, height, values };
}

/** The generator's inputs. */
function inputOf({ channels, holes }: Case) {
  const isRaised = (x: number, y: number, from: number) => x > from && x < from + 8 && y > 4 && y < 12;
  const isHole = (x: number, y: number) =>
    holes && ((2 * x + 3 * y) % 7 === 0 || (x >= 17 && x < 21 && y >= 2 && y < 6));
  return {
    left: picture(channels, (x, y, c) => 35 * x + 13 * y + 21 * c + ((x * x + 3 * y) % 31)),
    right: picture(channels, (x, y, c) => 37 * x + 11 * y + 23 * c + ((x * y * (c + 1)) % 29)),
    disparity: disparityMap((x, y) =>
      isHole(x, y) ? NaN : 2 + ((3 * x + 5 * y) % 9) / 16 + (isRaised(x, y, 8) ? 5 : 0),
    ),
    rightDisparity: disparityMap((x, y) =>
      holes && (x + 4 * y) % 11 === 0 ? NaN : 2 + ((5 * x + 3 * y) % 7) / 16 + (isRaised(x, y, 2) ? 5 : 0),
    ),
  };
}

function expectMap(found: Float32Array, expected: readonly (number | null)[]): void {
  expect(found.length).toBe(expected.length);
  let worst = 0;
  expected.forEach((value, i) => {
    if (value === null) expect(found[i], `value ${i}`).toBeNaN();
    else worst = Math.max(worst, Math.abs(found[i]! - value));
  });
  expect(worst).toBeLessThan(tolerance);
}

describe.each(cases)('with $channels channels and holes: $holes', (one) => {
  const input = inputOf(one);
  const check = checkPhotometry(input, unwatched);

  it('warps as SciPy interpolates', () => {
    expectMap(warpFromRight(input.right, input.disparity).values, one.warped);
  });

  it('has the error of the transcription of monodepth2', () => {
    expectMap(check.error.values, one.error);
  });

  it('compares both views as the transcription does', () => {
    expectMap(check.leftRight!.values, one.leftRight);
    expectMap(check.visibility.values, one.visibility);
    expectMap(visibilityOfLeft(input.disparity).values, one.visibilityOfLeft);
  });

  it('is as smooth as the transcription says', () => {
    expectMap(check.smoothness.values, one.smoothness);
  });

  it('has its numbers, each on the pixels it stands on', () => {
    for (const [name, expected] of Object.entries(one.numbers)) {
      const { value, pixels } = check.numbers[name as PhotometricName];
      expect(value, name).toBeCloseTo(expected, 5);
      expect(pixels, name).toBeGreaterThan(0);
    }
  });
});

describe('checkPhotometry', () => {
  const { left, right, disparity } = tinyStereo(3);

  it('finds nothing wrong with the exact map of a scene, and that warping explains it', () => {
    const { numbers } = checkPhotometry({ left, right, disparity, rightDisparity: null }, unwatched);
    expect(numbers.photometric.value).toBeLessThan(1e-6);
    expect(numbers.ssim.value).toBeCloseTo(1, 6);
    expect(numbers.explained.value).toBe(100);
    expect(numbers.unwarped.value).toBeGreaterThan(0.3);
    expect(numbers.outside.value).toBe(0);
  });

  it('has no left-right numbers without a map of the right view', () => {
    const check = checkPhotometry({ left, right, disparity, rightDisparity: null }, unwatched);
    expect(check.leftRight).toBeNull();
    for (const name of ['leftRight', 'leftRightOver1', 'mismatch'] as const)
      expect(check.numbers[name]).toEqual({ value: null, pixels: 0 });
    expect(check.numbers.occluded.value).toBe(0);
  });

  it('has no numbers where the map is empty', () => {
    const empty = { ...disparity, values: new Float32Array(disparity.values.length).fill(NaN) };
    const { numbers, error } = checkPhotometry(
      { left, right, disparity: empty, rightDisparity: empty },
      unwatched,
    );
    expect(numbers.density.value).toBe(0);
    const others = Object.entries(numbers).filter(([name]) => name !== 'density');
    expect(others.every(([, { value }]) => value === null)).toBe(true);
    expect(error.values.every(Number.isNaN)).toBe(true);
  });

  it('takes pictures of a single row or column', () => {
    for (const [w, h] of [
      [9, 1],
      [1, 9],
      [2, 2],
    ] as const) {
      const data = Uint8Array.from({ length: w * h }, (_, i) => 20 * i);
      const flat: Picture = { width: w, height: h, channels: 1, data };
      const zero: Raster<'disparity:px'> = {
        quantity: 'disparity:px',
        width: w,
        height: h,
        values: new Float32Array(w * h),
      };
      const { numbers } = checkPhotometry(
        { left: flat, right: flat, disparity: zero, rightDisparity: zero },
        unwatched,
      );
      expect(numbers.photometric.value).toBeCloseTo(0, 6);
      expect(numbers.photometric.pixels).toBe(w * h);
      expect(numbers.leftRight).toEqual({ value: 0, pixels: w * h });
      expect(numbers.smoothness.value).toBeNull();
    }
  });

  it('refuses a map of another size, naming both', () => {
    const small: Raster<'disparity:px'> = { ...disparity, width: 48, height: 128 };
    expect(() => checkPhotometry({ left, right, disparity: small, rightDisparity: null }, unwatched)).toThrow(
      expect.objectContaining({
        tag: 'SizeMismatch',
        message: "the disparity map must have the pictures' size, 96 × 64; found 48 × 128",
      }),
    );
    expect(() => checkPhotometry({ left, right, disparity, rightDisparity: small }, unwatched)).toThrow(
      expect.objectContaining({ tag: 'SizeMismatch' }),
    );
    const colour: Picture = { ...right, channels: 3, data: new Uint8Array(3 * right.data.length) };
    expect(() =>
      checkPhotometry({ left, right: colour, disparity, rightDisparity: null }, unwatched),
    ).toThrow(expect.objectContaining({ tag: 'SizeMismatch' }));
  });

  it('stops when the observer says so', () => {
    const stop = {
      checkCancelled: () => {
        throw new Error('enough');
      },
      progress: () => undefined,
    };
    expect(() => checkPhotometry({ left, right, disparity, rightDisparity: null }, stop)).toThrow('enough');
  });
});

describe('a square in front of a wall', () => {
  const row = (values: readonly number[]): Raster<'disparity:px'> => ({
    quantity: 'disparity:px',
    width: values.length,
    height: 1,
    values: Float32Array.from(values),
  });
  // Wall at 1 px, square of three pixels at 3 px: it covers right pixels 3 … 5, that is wall pixels 4 … 6.
  const left = row([1, 1, 1, 1, 1, 1, 3, 3, 3, 1, 1, 1]);

  it('hides the wall to its left from the right camera', () => {
    const { occluded, outside, seen } = visibilityClasses;
    const expected = [
      outside,
      ...Array.from({ length: 11 }, (_, i) => (i === 3 || i === 4 ? occluded : seen)),
    ];
    expect([...visibilityOfLeft(left).values]).toEqual(expected);
  });

  it('differs from the right view where it hides the wall', () => {
    const right = row([1, 1, 1, 3, 3, 3, 1, 1, 1, 1, 1, 1]);
    const difference = [...leftRightDifference(left, right).values];
    expect(difference).toEqual([NaN, 0, 0, 0, -2, -2, 0, 0, 0, 0, 0, 0]);
  });
});
