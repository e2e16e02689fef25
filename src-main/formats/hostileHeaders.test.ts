import { describe, expect, it } from 'vitest';
import { fixtureBytes } from '#testing/fixture.ts';
import { decodeMap } from './decodeMap.ts';
import { decodePicture } from './decodePicture.ts';
import { imageSize } from './imageSize.ts';

const text = (head: string, body = 16): Uint8Array =>
  Uint8Array.from(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(body)]));

/** A PNG whose header claims another size than its pixels have. */
function pngClaiming(width: number, height: number): Uint8Array {
  const bytes = fixtureBytes('maps/grey16.png').slice();
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

function npy(shape: string): Uint8Array {
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117) + '\n';
  return text(`\x93NUMPY\x01\x00\x76\x00${dict}`, 64);
}

const many = '1000000000';

describe('a header that claims more than there is', () => {
  it.each([
    ['a PFM of 10⁹ × 10⁹', 'x.pfm', text(`Pf\n${many} ${many}\n-1\n`), 'BadFile', /1000000000×1000000000/],
    ['a PGM of 10⁹ × 10⁹', 'x.pgm', text(`P5\n${many} ${many}\n255\n`), 'BadFile', /1000000000000000000/],
    ['a PNG of 2³¹ − 1 squared', 'x.png', pngClaiming(2 ** 31 - 1, 2 ** 31 - 1), 'Unsupported', /268402689/],
    ['a PNG of 60000 squared', 'x.png', pngClaiming(60_000, 60_000), 'Unsupported', /60000×60000 pixels/],
    ['an NPY with a negative side', 'x.npy', npy('(-4, 4)'), 'BadFile', /wrong NPY header/],
    ['an NPY of 10¹¹ squared', 'x.npy', npy('(99999999999, 99999999999)'), 'BadFile', /found 64/],
    ['an NPY beyond exact integers', 'x.npy', npy('(9007199254740993, 4)'), 'BadFile', /found 64/],
    ['an NPY without pixels', 'x.npy', npy('(0, 16)'), 'BadFile', /shape \(0, 16\)/],
    ['an NPY of one axis', 'x.npy', npy('(16,)'), 'BadFile', /shape \(16\) is no map/],
  ])('is refused: %s', async (_title, file, bytes, tag, message) => {
    await expect(decodeMap(bytes, file)).rejects.toMatchObject({
      tag,
      message: expect.stringMatching(message) as string,
    });
  });

  it('is refused for a picture too, and where only the size is asked for', async () => {
    const bytes = pngClaiming(60_000, 60_000);
    const refusal = { tag: 'Unsupported', fields: { file: 'x.png', expected: 0x3fff ** 2, found: 3.6e9 } };
    await expect(decodePicture(bytes, 'x.png')).rejects.toMatchObject(refusal);
    await expect(imageSize(bytes, 'x.png')).rejects.toMatchObject(refusal);
    const pfm = text(`Pf\n${many} ${many}\n-1\n`);
    await expect(imageSize(pfm, 'x.pfm')).rejects.toMatchObject({ tag: 'Unsupported' });
  });

  it('says that an empty file is empty', async () => {
    const refusal = { tag: 'Unsupported', fields: { found: 'an empty file' } };
    await expect(decodePicture(new Uint8Array(), 'x.png')).rejects.toMatchObject(refusal);
    await expect(imageSize(new Uint8Array(), 'x.png')).rejects.toMatchObject(refusal);
  });

  it('is refused for an array in an archive before it is unpacked', async () => {
    const bytes = fixtureBytes('maps/two_arrays.npz').slice();
    const view = new DataView(bytes.buffer);
    const directory = Buffer.from(bytes.buffer).indexOf('PK\x01\x02', 0, 'latin1');
    view.setUint32(directory + 20, 2 ** 31, true);
    view.setUint32(directory + 24, 2 ** 32 - 2, true);
    await expect(decodeMap(bytes, 'x.npz', 'disp')).rejects.toMatchObject({
      tag: 'Unsupported',
      message: expect.stringMatching(/4294967294 bytes or more; up to \d+ are read/) as string,
    });
  });
});
