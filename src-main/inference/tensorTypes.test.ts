import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { fromTensor, halfFloats, tensorOfType } from './tensorTypes.ts';

describe('halfFloats', () => {
  it.each([
    ['zero and its sign', [0, -0], [0x0000, 0x8000]],
    ['one and a third', [1, 1 / 3], [0x3c00, 0x3555]],
    ['the largest, and beyond', [65504, 65520, -1e6], [0x7bff, 0x7c00, 0xfc00]],
    ['what is too small to be normal', [6e-8, 6.1e-5, 1e-9], [0x0001, 0x03ff, 0x0000]],
    ['ties to even', [1 + 2 ** -11, 1 + 3 * 2 ** -11], [0x3c00, 0x3c02]],
    ['no number', [NaN, Infinity], [0x7e00, 0x7c00]],
  ])('rounds %s', (_what, values, expected) => {
    expect([...halfFloats(Float32Array.from(values))]).toEqual(expected);
  });

  it('equals the engine’s own rounding for thousands of numbers', () => {
    const values = Float32Array.from({ length: 20_000 }, (_, i) => Math.sin(i) * 10 ** ((i % 14) - 9));
    const back = fromTensor(new Tensor('float16', halfFloats(values), [values.length]), 'y').values;
    expect(back.every((value, i) => value === Math.f16round(values[i]!))).toBe(true);
  });
});

describe('tensorOfType', () => {
  it('makes 8-bit samples of what was prepared for them', () => {
    const tensor = tensorOfType('uint8', Float32Array.of(-1, 0.5, 254.6, 300), [4], 'x');
    expect([...(tensor.data as Uint8Array)]).toEqual([0, 1, 255, 255]);
  });

  it('refuses types that no picture has', () => {
    expect(() => tensorOfType('string', Float32Array.of(1), [1], 'x')).toThrow(
      expect.objectContaining({
        tag: 'BadModel',
        message: 'the input x of the network is of type string; float32, float16, float64 and uint8 are read',
      }),
    );
    expect(() => fromTensor(new Tensor('string', ['a'], [1]), 'y')).toThrow(
      expect.objectContaining({ tag: 'BadModel' }),
    );
  });
});
