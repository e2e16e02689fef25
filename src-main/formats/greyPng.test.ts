import { deflateSync, crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeDataPng } from './dataPng.ts';
import { decodeGreyPng } from './greyPng.ts';
import { readPngHeader } from './pngStructure.ts';
import { decodeSamples } from './sharpImage.ts';

const [width, height] = [13, 11];

describe('a plain grey PNG', () => {
  it.each([8, 16] as const)(
    'of %i bits is read as the library reads it, whatever its filters',
    async (bits) => {
      const bytes = png(bits, (y) => y % 5);
      const own = await decodeGreyPng(bytes, readPngHeader(bytes, 'a.png'));
      const { data } = await decodeSamples(bytes, 'a.png');
      expect(own).toEqual({ width, height, values: data });
    },
  );

  it('is left to the library where a checksum is wrong, and refused by it', async () => {
    const bytes = png(16, () => 0);
    bytes[60]! ^= 1;
    expect(await decodeGreyPng(bytes, readPngHeader(bytes, 'a.png'))).toBeNull();
    await expect(decodeDataPng(bytes, 'a.png')).rejects.toMatchObject({ tag: 'BadFile' });
  });

  it('is left to the library where there are too few rows or a filter that there is not', async () => {
    for (const bytes of [png(16, () => 0, height - 1), png(8, () => 9)]) {
      expect(await decodeGreyPng(bytes, readPngHeader(bytes, 'a.png'))).toBeNull();
    }
  });
});

/** With rows of any bytes under the filters of the rows' choice. */
function png(bits: 8 | 16, filterOf: (row: number) => number, rows = height): Uint8Array {
  const rowBytes = (width * bits) / 8;
  const data = new Uint8Array(rows * (1 + rowBytes));
  for (let y = 0, i = 0; y < rows; y += 1) {
    data[i++] = filterOf(y);
    for (let x = 0; x < rowBytes; x += 1) data[i++] = (x * 31 + y * 57 + x * x * y) % 256;
  }
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, bits);
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', new Uint8Array()),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
