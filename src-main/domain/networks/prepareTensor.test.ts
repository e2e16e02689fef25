import { describe, expect, it } from 'vitest';
import type { Picture } from '#domain/rasters/Raster.ts';
import { networkFixture, type FixtureArray } from '#testing/networkFixture.ts';
import type { ModelInput, ResizeSpec } from './ModelManifest.ts';
import { networkSize } from './networkSize.ts';
import { prepareTensor } from './prepareTensor.ts';

const fixture = networkFixture();
/** Of normalised values, which span about 5: what the issue asks for. */
const tolerance = 1e-5;
/** One of 255 levels after normalisation by ImageNet's deviation: OpenCV rounds 8-bit sums in fixed point. */
const oneLevel = 1 / 255 / 0.224 + tolerance;

type Preparation = Omit<ModelInput, 'feeds' | 'constants'>;
const squash = (width: number, height: number, change: Partial<ResizeSpec> = {}): Preparation => ({
  layout: 'nchw',
  channelOrder: 'rgb',
  resize: {
    rule: 'squash',
    width,
    height,
    multipleOf: 1,
    interpolation: 'cubic',
    samples: 'float32',
    border: 'replicate',
    ...change,
  },
  normalise: { divisor: 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
});

function pictureOf({ shape, values }: FixtureArray): Picture {
  const [height = 0, width = 0] = shape;
  return { width, height, channels: 3, data: Uint8Array.from(values) };
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

const cases = Object.keys(fixture).filter((name) => /^(wide|tall|large|row)\/.*\dx\d/.test(name));

describe('prepareTensor', () => {
  it.each(cases)('equals the reference implementation: %s', (name) => {
    const [source, interpolation, samples, size] = name.split('/') as [
      string,
      ResizeSpec['interpolation'],
      ResizeSpec['samples'],
      string,
    ];
    const [width = 0, height = 0] = size.split('x').map(Number);
    const picture = pictureOf(fixture[`${source}/picture`]!);
    const input = squash(width, height, { interpolation, samples });
    const { dims, values } = prepareTensor([picture], input, networkSize(picture, input.resize));
    expect(dims).toEqual([1, 3, height, width]);
    const green = values.subarray(width * height, 2 * width * height);
    const isFixedPoint = samples === 'uint8' && !interpolation.startsWith('pil-');
    const most = largestDifference(green, fixture[name]!.values);
    expect(most).toBeLessThanOrEqual(isFixedPoint ? oneLevel : tolerance);
  });

  it('takes grey by OpenCV’s weights', () => {
    const picture = pictureOf(fixture['wide/picture']!);
    const input: Preparation = {
      ...squash(42, 14, { interpolation: 'linear' }),
      channelOrder: 'grey',
      normalise: { divisor: 255, mean: [0], std: [1] },
    };
    const { dims, values } = prepareTensor([picture], input, networkSize(picture, input.resize));
    expect(dims).toEqual([1, 1, 14, 42]);
    expect(largestDifference(values, fixture['wide/grey']!.values)).toBeLessThanOrEqual(tolerance);
  });

  const plain: Preparation = {
    ...squash(2, 1),
    normalise: { divisor: 1, mean: [0, 0, 0], std: [1, 1, 1] },
  };
  const two: Picture = { width: 2, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  const sized = (resize: ResizeSpec, picture: Picture) => networkSize(picture, resize);

  it.each([
    ['rgb, planes', {}, [1, 3, 1, 2], [1, 4, 2, 5, 3, 6]],
    ['bgr, planes', { channelOrder: 'bgr' }, [1, 3, 1, 2], [3, 6, 2, 5, 1, 4]],
    ['rgb, interleaved', { layout: 'nhwc' }, [1, 1, 2, 3], [1, 2, 3, 4, 5, 6]],
    ['with an axis of views', { layout: 'nvchw' }, [1, 1, 3, 1, 2], [1, 4, 2, 5, 3, 6]],
  ] as const)('lays out %s', (_what, change, dims, values) => {
    const tensor = prepareTensor([two], { ...plain, ...change }, sized(plain.resize, two));
    expect(tensor).toEqual({ dims, values: Float32Array.from(values) });
  });

  it('joins two pictures along the channels', () => {
    const other: Picture = { width: 2, height: 1, channels: 1, data: Uint8Array.of(8, 9) };
    const { dims, values } = prepareTensor([two, other], plain, sized(plain.resize, two));
    expect(dims).toEqual([1, 6, 1, 2]);
    expect([...values]).toEqual([1, 4, 2, 5, 3, 6, 8, 9, 8, 9, 8, 9]);
  });

  it('puts a border of a colour, normalised like the rest, round the picture', () => {
    const input: Preparation = {
      ...squash(4, 3, { rule: 'fit-and-pad', border: [10, 20, 30] }),
      channelOrder: 'bgr',
      normalise: { divisor: 10, mean: [0, 0, 0], std: [1, 1, 1] },
    };
    const picture: Picture = { width: 4, height: 1, channels: 3, data: new Uint8Array(12).fill(50) };
    const { values } = prepareTensor([picture], input, sized(input.resize, picture));
    const rows = (plane: number) => [0, 1, 2].map((y) => values[plane * 12 + y * 4]);
    expect([rows(0), rows(1), rows(2)]).toEqual([
      [3, 5, 3],
      [2, 5, 2],
      [1, 5, 1],
    ]);
  });

  it('replicates the outermost pixels into a border', () => {
    const input: Preparation = {
      ...plain,
      resize: { ...plain.resize, rule: 'pad-to-multiple', multipleOf: 4 },
    };
    const { values } = prepareTensor([two], input, sized(input.resize, two));
    expect([...values.subarray(0, 16)]).toEqual([1, 1, 4, 4, 1, 1, 4, 4, 1, 1, 4, 4, 1, 1, 4, 4]);
  });

  it('makes one pixel as large as the network wants it', () => {
    const picture: Picture = { width: 1, height: 1, channels: 3, data: Uint8Array.of(7, 8, 9) };
    const { values } = prepareTensor([picture], squash(28, 14), sized(squash(28, 14).resize, picture));
    expect(new Set(values).size).toBe(3);
  });
});
