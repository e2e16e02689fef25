import { describe, expect, it } from 'vitest';
import { decodePfm, encodePfm } from './pfm.ts';

/** Rows [1, 2] and [3, +Inf]. Source: domain.md §6.4. */
const golden = Uint8Array.from(
  '50 66 0a 32 20 32 0a 2d 31 2e 30 0a 00 00 40 40 00 00 80 7f 00 00 80 3f 00 00 00 40'.split(' '),
  (byte) => Number.parseInt(byte, 16),
);
const body = golden.slice(12);

function withHeader(header: string): Uint8Array {
  return Uint8Array.of(...new TextEncoder().encode(header), ...body);
}

describe('PFM', () => {
  it('reads the golden file, rows from the bottom', () => {
    expect(decodePfm(golden, 'g.pfm')).toEqual({
      width: 2,
      height: 2,
      channels: 1,
      values: Float32Array.of(1, 2, 3, Infinity),
    });
  });

  it('writes the golden file, with infinity for NaN', () => {
    expect(encodePfm({ width: 2, height: 2, values: Float32Array.of(1, 2, 3, NaN) })).toEqual(golden);
  });

  it('gives back what it wrote in either byte order', () => {
    const values = Float32Array.of(1.5, -2, 1e-20, 7, 0, 3e30);
    for (const order of ['little', 'big'] as const) {
      expect(decodePfm(encodePfm({ width: 3, height: 2, values }, order), 'x.pfm').values).toEqual(values);
    }
  });

  it.each([
    'Pf\r\n2 2\r\n-1.0\r\n',
    'Pf\n2\n2\n-1\n',
    'Pf\n# by hand\n2 2\n# sign\n-0.003922 ',
    'Pf 2 2 -1.0\n',
  ])('reads the header %j', (header) => {
    expect(decodePfm(withHeader(header), 'x.pfm').values).toEqual(Float32Array.of(1, 2, 3, Infinity));
  });

  it.each(['P5\n2 2\n-1\n', 'Pf\n2 2\n0\n', 'Pf\n2 x\n-1\n', 'Pf\n0 2\n-1\n', 'Pf\n2.5 2\n-1\n', 'Pf\n'])(
    'refuses the header %j',
    (header) => {
      expect(() => decodePfm(withHeader(header), 'x.pfm')).toThrow(/^x\.pfm: wrong PFM header/);
    },
  );

  it('refuses every other length, with both numbers', () => {
    for (let length = 0; length < golden.length; length++) {
      expect(() => decodePfm(golden.slice(0, length), 'x.pfm')).toThrow(
        expect.objectContaining({ tag: 'BadFile' }),
      );
    }
    expect(() => decodePfm(Uint8Array.of(...golden, 0), 'x.pfm')).toThrow(
      'x.pfm: a 2×2 PFM has 16 bytes of data, found 17',
    );
  });
});
