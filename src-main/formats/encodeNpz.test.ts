import { describe, expect, it } from 'vitest';
import { decodeMap } from './decodeMap.ts';
import { encodeNpz } from './encodeNpz.ts';

describe('encodeNpz', () => {
  const values = Float32Array.of(0.1, NaN, -3.5, 1e-8, 12345.678, NaN);

  it('keeps every value, NaN included', async () => {
    const read = await decodeMap(encodeNpz('depth', values, [2, 3]), 'depth.npz', 'depth');
    expect(read).toMatchObject({ width: 3, height: 2 });
    expect([...read.values]).toEqual([...values]);
  });

  it('gives the same bytes for the same values', () => {
    expect(encodeNpz('depth', values, [2, 3])).toEqual(encodeNpz('depth', values, [2, 3]));
  });

  it('refuses a shape that the values do not fill', () => {
    expect(() => encodeNpz('depth', values, [2, 2])).toThrow('6 values do not fill the shape (2, 2)');
  });
});
