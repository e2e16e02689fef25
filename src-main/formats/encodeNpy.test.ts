import { describe, expect, it } from 'vitest';
import { fixtureBytes } from '#testing/fixture.ts';
import { encodeNpy } from './encodeNpy.ts';
import { decodeNpy } from './npy.ts';

describe('encodeNpy', () => {
  it.each([
    'f4_le.npy',
    'f8_le.npy',
    'u2_le.npy',
    'i2_le.npy',
    'i4_le.npy',
    'u4_le.npy',
    'u1_ne.npy',
    'i1_ne.npy',
    'one_axis.npy',
  ])('writes %s byte for byte as NumPy does', (name) => {
    const bytes = fixtureBytes(`maps/${name}`);
    const { shape, values } = decodeNpy(bytes, name);
    expect(encodeNpy(values, shape)).toEqual(bytes);
  });

  it('takes the part of a buffer that the values are', () => {
    const values = new Float32Array([1, 2, 3, 4]).subarray(1, 3);
    expect([...decodeNpy(encodeNpy(values, [1, 2]), 'x.npy').values]).toEqual([2, 3]);
  });

  it('refuses values that do not fill the shape', () => {
    expect(() => encodeNpy(new Float32Array(5), [2, 3])).toThrow('5 values do not fill the shape (2, 3)');
  });
});
