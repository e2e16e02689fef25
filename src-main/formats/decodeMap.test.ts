import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureBytes, fixtureJson } from '#testing/fixture.ts';
import { hasSharedData, sharedData } from '#testing/sharedData.ts';
import { decodeMap } from './decodeMap.ts';
import { splitMapPath } from './mapFormats.ts';
import { decodeNpy } from './npy.ts';

/** Written by NumPy and OpenCV: see fixtures/maps/generate.py. */
const truth = fixtureJson('maps/truth.json') as Record<string, { shape: number[]; values: number[] }>;

describe('decodeMap', () => {
  it.each(Object.entries(truth).filter(([name]) => name !== 'fortran_3d.npy'))(
    'reads the values of %s as NumPy and OpenCV wrote them',
    async (name, { shape, values }) => {
      const { path, key } = splitMapPath(`maps/${name}`);
      const map = await decodeMap(fixtureBytes(path), path, key);
      const sides = shape.filter((side) => side !== 1);
      expect([map.height, map.width]).toEqual(sides);
      expect([...map.values]).toEqual(values);
    },
  );

  it('puts an array of three axes in Fortran order into C order', () => {
    const { shape, values } = decodeNpy(fixtureBytes('maps/fortran_3d.npy'), 'fortran_3d.npy');
    expect(shape).toEqual([2, 3, 4]);
    expect([...values]).toEqual(truth['fortran_3d.npy']!.values);
  });

  it.each([
    ['object.npy', 'Unsupported', '|O'],
    ['complex.npy', 'Unsupported', '<c8'],
    ['text.npy', 'Unsupported', '<U1'],
    ['structured.npy', 'Unsupported', 'structured'],
    ['one_axis.npy', 'BadFile', '(4)'],
    ['two_channels.npy', 'BadFile', '(3, 4, 2)'],
    ['no_map.npz', 'Unsupported', '|O'],
    ['empty.npz', 'BadFile', 'no array'],
    ['two_arrays.npz', 'InvalidOption', 'disp, mask'],
    ['rgb.tif', 'Unsupported', '3 channels'],
    ['rgb.exr', 'InvalidOption', 'B, G, R'],
    ['flow.flo', 'InvalidOption', 'u, v'],
    ['datasets.h5', 'InvalidOption', 'big_endian, big_endian_f8, camera/depth'],
    ['level5.mat', 'InvalidOption', 'data.depth, data.mask'],
  ])('refuses %s with %s, naming %s', async (name, tag, naming) => {
    const decoded = decodeMap(fixtureBytes(`maps/${name}`), name);
    await expect(decoded).rejects.toMatchObject({ tag, message: expect.stringContaining(naming) as string });
    await expect(decoded).rejects.toThrow(name);
  });

  it('names the arrays of an NPZ when the asked one is not there', async () => {
    await expect(decodeMap(fixtureBytes('maps/two_arrays.npz'), 'x.npz', 'depth')).rejects.toMatchObject({
      tag: 'NotFound',
      fields: { expected: 'depth', found: 'disp, mask' },
    });
  });

  it.each([
    ['float32.tif', 60],
    ['grey_rgb.exr', 40],
    ['grey_rgb.exr', 500],
    ['depth.dpt', 100],
    ['one.hdf5', 900],
    ['level4.mat', 100],
    ['level5.mat', 200],
  ])('refuses %s when only %s of its bytes are there', async (name, length) => {
    const bytes = fixtureBytes(`maps/${name}`);
    expect(bytes.length).toBeGreaterThan(length);
    await expect(decodeMap(bytes.subarray(0, length), name)).rejects.toMatchObject({
      tag: 'BadFile',
      message: expect.stringContaining(name) as string,
    });
  });

  it('refuses an NPZ with a flipped bit in its values', async () => {
    const bytes = fixtureBytes('maps/stored.npz');
    bytes[200]! ^= 1;
    await expect(decodeMap(bytes, 'x.npz')).rejects.toThrow(
      'the checksum of arr_0.npy does not fit its content',
    );
  });

  it('refuses an NPZ that claims to unpack to two gigabytes', async () => {
    const bytes = fixtureBytes('maps/two_arrays.npz');
    const directory = Buffer.from(bytes.buffer).indexOf('PK\x01\x02', 0, 'latin1');
    new DataView(bytes.buffer).setUint32(directory + 24, 2 ** 31, true);
    await expect(decodeMap(bytes, 'x.npz', 'disp')).rejects.toThrow(/\d+ bytes unpack to 2147483648/);
  });

  it('says what a file with a wrong extension is', async () => {
    await expect(decodeMap(fixtureBytes('maps/stored.npz'), 'x.npy')).rejects.toMatchObject({
      tag: 'BadFile',
      fields: { file: 'x.npy', expected: 'a NPY file', found: 'a NPZ file' },
    });
    await expect(decodeMap(new Uint8Array(), 'x.png')).rejects.toThrow('an empty file');
  });

  it('names what is read when the extension is unknown', async () => {
    await expect(decodeMap(new Uint8Array(9), 'x.jp2')).rejects.toMatchObject({
      tag: 'Unsupported',
      fields: {
        expected: '.png, .pfm, .npy, .npz, .pgm, .tif, .tiff, .exr, .dpt, .flo, .h5, .hdf5, .dsp5, .mat',
      },
    });
  });

  it.each([
    'grey16.png',
    'grey8.pgm',
    'grey16.pgm',
    'text8.pgm',
    'f4_le.npy',
    'opencv.pfm',
    'two_arrays.npz',
  ])('refuses every truncated length of %s', async (name) => {
    const bytes = fixtureBytes(`maps/${name}`);
    // Cutting the last digits off text samples can leave a shorter number; the file is then still whole.
    const shortest = name === 'text8.pgm' ? bytes.length - 4 : bytes.length;
    for (let length = 0; length < shortest; length++) {
      await expect(
        decodeMap(bytes.slice(0, length), name, name.endsWith('npz') ? 'disp' : null),
      ).rejects.toMatchObject({ tag: 'BadFile' });
    }
  });
});

describe.skipIf(!hasSharedData)('decodeMap on the sample files', () => {
  const read = async (path: string, key: string | null = null) =>
    decodeMap(new Uint8Array(readFileSync(join(sharedData, 'formats', path))), path, key);
  const valid = (values: Iterable<number>, scale = 1) =>
    [...values].map((v) => (Number.isFinite(v) && v !== 0 ? v / scale : NaN));

  it.each([
    ['derived/disp_be.pfm'],
    ['derived/disp_f32_v2.npy'],
    ['derived/disp_f16.npy'],
    ['derived/disp_be_f8.npy'],
    ['derived/disp_f64_fortran.npy'],
    ['derived/disp_f32_c.npy'],
    ['derived/disp_and_mask.npz', 'disp'],
    ['derived/disp_u16_x256.png', undefined, 256],
    ['derived/disp_u16_x256_gamma.png', undefined, 256],
    ['derived/disp_u16_x256_interlaced.png', undefined, 256],
  ] as [string, string?, number?][])(
    '%s holds the same disparity as disp_le.pfm',
    async (path: string, key: string | null = null, scale = 1) => {
      const expected = await read('derived/disp_le.pfm');
      const map = await read(path, key);
      expect([map.width, map.height]).toEqual([expected.width, expected.height]);
      expect(valid(map.values, scale)).toEqual(valid(expected.values));
    },
  );

  it.each([
    ['pngsuite/basn0g16.png', 37857070],
    ['pngsuite/basi0g16.png', 37857070],
    ['pngsuite/g03n0g16.png', 44753466],
    ['pngsuite/tbwn0g16.png', 45185017],
    ['pngsuite/basn0g01.png', 500],
    ['pngsuite/basn0g04.png', 7168],
    ['hopper_16bit.pgm', 354554630],
  ])('%s sums to what OpenCV reads: %d', async (path, sum) => {
    const { values } = await read(path);
    expect([...values].reduce((total, value) => total + value, 0)).toBe(sum);
  });

  it.each([
    ['pngsuite/basn3p08.png', 'Unsupported'],
    ['pngsuite/basi3p04.png', 'Unsupported'],
    ['pngsuite/basn2c16.png', 'Unsupported'],
    ['pngsuite/basn4a16.png', 'Unsupported'],
    ['derived/colour_le.pfm', 'Unsupported'],
    ['pngsuite/xc1n0g08.png', 'BadFile'],
    ['pngsuite/xhdn0g08.png', 'BadFile'],
    ['pngsuite/xs1n0g01.png', 'BadFile'],
    ['npy/int32.npy', 'BadFile'],
    ['npy/uint64.npy', 'BadFile'],
    ['npy/bool.le.npy', 'BadFile'],
  ])('refuses %s with %s', async (path, tag) => {
    await expect(read(path)).rejects.toMatchObject({ tag });
  });

  it('reads the same picture from both byte orders of hopper.pfm', async () => {
    expect((await read('hopper_be.pfm')).values).toEqual((await read('hopper.pfm')).values);
  });

  it('reads C and Fortran order of the same NPY array alike', () => {
    const array = (name: string) =>
      decodeNpy(new Uint8Array(readFileSync(join(sharedData, 'formats/npy', name))), name);
    expect(array('double_fortran.le.npy').values).toEqual(array('double.le.npy').values);
  });

  it('reads the only array of a small NPZ without its name', async () => {
    expect(await read('npy/chessboard_GRAY_U8.npz')).toMatchObject({ width: 200, height: 200 });
    expect(await read('occ_weights_01.pfm')).toMatchObject({ width: 50, height: 50 });
  });
});
