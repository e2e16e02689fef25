import { describe, expect, it } from 'vitest';
import { networkFixture } from '#testing/networkFixture.ts';
import { mapFromTensor, type MapFromTensorInput } from './mapFromTensor.ts';
import type { OutputFormula, PredictedQuantity } from './ModelManifest.ts';
import { requireUsefulMap } from './requireUsefulMap.ts';
import type { TorchResize } from './torchTaps.ts';

const fixture = networkFixture();
const cases = Object.keys(fixture).filter((name) => name.startsWith('map/'));
const identity: OutputFormula = { kind: 'identity', scale: 1 };
const linear: TorchResize = { interpolation: 'linear', alignCorners: true };

function request(change: {
  values: readonly number[] | Float32Array;
  dims: readonly number[];
  width: number;
  height: number;
  network?: { width: number; height: number };
  formula?: OutputFormula;
  resize?: TorchResize;
  quantity?: PredictedQuantity;
  channel?: number;
  others?: MapFromTensorInput['others'];
  focalPx?: number;
  placement?: MapFromTensorInput['placement'];
}): MapFromTensorInput {
  const network = change.network ?? { width: change.dims.at(-1)!, height: change.dims.at(-2)! };
  return {
    output: {
      quantity: change.quantity ?? 'depth:m',
      tensorName: null,
      channel: change.channel ?? 0,
      resize: change.resize ?? linear,
      formula: change.formula ?? identity,
      trainedRange: null,
    },
    tensor: { dims: change.dims, values: Float32Array.from(change.values) },
    others: change.others ?? {},
    placement: change.placement ?? { ...network, content: { ...network, left: 0, top: 0 }, via: null },
    picture: { width: change.width, height: change.height },
    focalPx: change.focalPx ?? null,
  };
}

describe('mapFromTensor', () => {
  it.each(cases)('resizes as PyTorch does: %s', (name) => {
    const [, interpolation, corners, size] = name.split('/') as [
      string,
      TorchResize['interpolation'],
      string,
      string,
    ];
    const [width = 0, height = 0] = size.split('x').map(Number);
    const { values } = mapFromTensor(
      request({
        ...{ values: fixture.map!.values, dims: [1, 13, 21], width, height },
        resize: { interpolation, alignCorners: corners === 'corners' },
      }),
    );
    const most = values.reduce((m, v, i) => Math.max(m, Math.abs(v - fixture[name]!.values[i]!)), 0);
    expect(most).toBeLessThanOrEqual(1e-5);
  });

  it.each<[string, number[], number, number[]]>([
    ['[h, w]', [2, 3], 0, [0, 1, 2, 3, 4, 5]],
    ['[1, 1, h, w]', [1, 1, 2, 3], 0, [0, 1, 2, 3, 4, 5]],
    ['[1, h, w, 1]', [1, 2, 3, 1], 0, [0, 1, 2, 3, 4, 5]],
    ['the second channel of [1, 2, h, w]', [1, 2, 1, 3], 1, [3, 4, 5]],
    ['the last channel of [1, h, w, 3]', [1, 4, 5, 3], 2, Array.from({ length: 20 }, (_, i) => 3 * i + 2)],
  ])('takes the map out of %s', (_what, dims, channel, expected) => {
    const count = dims.reduce((product, side) => product * side, 1);
    const [height = 0, width = 0] = expected.length === 6 ? [2, 3] : expected.length === 3 ? [1, 3] : [4, 5];
    const values = Array.from({ length: count }, (_, i) => i);
    expect([...mapFromTensor(request({ values, dims, width, height, channel })).values]).toEqual(expected);
  });

  it('refuses a tensor that is no map', () => {
    expect(() =>
      mapFromTensor(request({ values: [1, 2], dims: [1, 2, 1, 1, 1], width: 2, height: 1 })),
    ).toThrow(
      expect.objectContaining({
        tag: 'BadModel',
        message: 'the network answered [1, 2, 1, 1, 1], which is not a map with channel 0',
      }),
    );
  });

  it('cuts the border off, also where the network answers at half its size', () => {
    const placement = {
      width: 8,
      height: 4,
      content: { left: 2, top: 0, width: 4, height: 4 },
      via: null,
    };
    const values = [9, 1, 2, 9, 9, 3, 4, 9];
    const map = mapFromTensor(request({ values, dims: [1, 2, 4], width: 2, height: 2, placement }));
    expect([...map.values]).toEqual([1, 2, 3, 4]);
  });

  const one = (formula: OutputFormula, x: number, more: Partial<Parameters<typeof request>[0]> = {}) =>
    mapFromTensor(
      request({
        values: [x, x],
        dims: [1, 2],
        width: 100,
        height: 1,
        network: { width: 50, height: 1 },
        formula,
        ...more,
      }),
    ).values[7];

  it('scales canonical depth by the focal length at the network’s size, and clips it', () => {
    const metric3d = { kind: 'canonical-depth', canonicalFocalPx: 1000, maxM: 300 } as const;
    expect(one(metric3d, 10, { focalPx: 800 })).toBeCloseTo(10 * (400 / 1000), 6);
    expect(one(metric3d, 1e6, { focalPx: 800 })).toBe(300);
    expect(() => one(metric3d, 10)).toThrow(
      expect.objectContaining({
        tag: 'CalibrationMissing',
        message:
          "the formula canonical-depth of this network needs the camera's focal length in px; the picture has no calibration",
      }),
    );
  });

  it('inverts Depth Pro’s canonical inverse depth, with the focal length it is given or tells', () => {
    const formula = { kind: 'canonical-inverse-depth', focalTensor: null, fovTensor: 'fov' } as const;
    const fov = { fov: { dims: [1], values: Float32Array.of(90) } };
    expect(one(formula, 0.5, { others: fov })).toBeCloseTo(1 / (0.5 * (100 / 50)), 5);
    expect(one(formula, 0.5, { others: fov, focalPx: 25 })).toBeCloseTo(0.5, 6);
    expect(one(formula, 0, { focalPx: 25 })).toBeCloseTo(1e4, 2);
  });

  it('brings disparities to the width of the picture', () => {
    const quantity = 'disparity:px';
    expect(one({ kind: 'disparity-of-network-width', scale: -1 }, -3, { quantity })).toBe(6);
    expect(one({ kind: 'disparity-of-width-share' }, 0.25, { quantity })).toBe(25);
  });

  it('turns monodepth2’s sigmoid into depth, metric with the factor of its stereo training', () => {
    const formula = { kind: 'sigmoid-disparity', minDepth: 0.1, maxDepth: 100, scaleToM: null } as const;
    expect(one(formula, 0)).toBeCloseTo(100, 4);
    expect(one(formula, 1)).toBeCloseTo(0.1, 6);
    expect(one({ ...formula, scaleToM: 5.4 }, 1)).toBeCloseTo(0.54, 6);
  });

  it.each([null, 70])('recovers shift and scale of a map of points, focal length %s', (focalPx) => {
    const [width, height, focal, shift, scale] = [96, 64, 70, 1.5, 2];
    const values: number[] = [];
    const depth: number[] = [];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const z = 3 + Math.sin(x / 9) + 0.02 * y;
        depth.push(z * scale);
        values.push(((x + 0.5 - width / 2) * z) / focal, ((y + 0.5 - height / 2) * z) / focal, z - shift);
      }
    }
    const mask = { dims: [1, height, width], values: new Float32Array(width * height).fill(1) };
    mask.values[5] = 0.2;
    const map = mapFromTensor(
      request({
        ...{ values, dims: [1, height, width, 3], width, height, network: { width, height } },
        formula: { kind: 'point-map', maskTensor: 'mask', scaleTensor: 'scale' },
        resize: { interpolation: 'nearest', alignCorners: false },
        others: { mask, scale: { dims: [1], values: Float32Array.of(scale) } },
        ...(focalPx === null ? {} : { focalPx }),
      }),
    );
    expect(map.values[5]).toBeNaN();
    const most = map.values.reduce((m, v, i) => (i === 5 ? m : Math.max(m, Math.abs(v - depth[i]!))), 0);
    expect(most).toBeLessThan(1e-3);
  });
});

describe('requireUsefulMap', () => {
  const map = (...values: number[]) => ({
    width: values.length,
    height: 1,
    quantity: 'depth:m' as const,
    values: Float32Array.from(values),
  });
  it('lets a map pass that varies, one pixel, and holes where they have a meaning', () => {
    expect(() => requireUsefulMap(map(1, 2), false)).not.toThrow();
    expect(() => requireUsefulMap(map(0), false)).not.toThrow();
    expect(() => requireUsefulMap(map(NaN, 1, 2), true)).not.toThrow();
  });
  it.each([
    ['NaN', map(1, NaN, 2), false, 'the network answered NaN or infinity at 1 of 3 pixels'],
    [
      'infinity',
      map(1, Infinity, 2, -Infinity),
      true,
      'the network answered NaN or infinity at 2 of 4 pixels',
    ],
    ['holes only', map(NaN, NaN), true, 'the network answered NaN or infinity at 2 of 2 pixels'],
    ['a constant', map(3, 3, 3), false, 'the network answered the constant 3 at all 3 pixels'],
    ['zero', map(0, 0), false, 'the network answered the constant 0 at all 2 pixels'],
  ])('refuses %s', (_what, answer, allowsHoles, message) => {
    expect(() => requireUsefulMap(answer, allowsHoles)).toThrow(
      expect.objectContaining({ tag: 'BadOutput', message }),
    );
  });
});
