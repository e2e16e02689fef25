import { crc32, deflateRawSync } from 'node:zlib';
import type { Raster } from '#domain/rasters/Raster.ts';
import { encodeNpy } from '#formats/encodeNpy.ts';

/**
 * One float32 array, height × width, as NumPy's `savez_compressed` writes it: a ZIP with a single deflated `NAME.npy`.
 * The date in it is fixed, so that the same raster gives the same bytes.
 */
export function encodeNpz(name: string, { width, height, values }: Raster): Uint8Array {
  const file = Buffer.from(`${name}.npy`, 'latin1');
  const body = encodeNpy(values, [height, width]);
  const packed = deflateRawSync(body, { level: 9, memLevel: 9 });
  // What the local header and the directory share: version 2.0, deflate, 1 January 1980, checksum, sizes, name length.
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt16LE(0x21, 8);
  facts.writeUInt32LE(crc32(body), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(body.length, 18);
  facts.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, file, packed]);
  const start = Buffer.from('PK\x01\x02\x14\x00', 'latin1');
  const directory = Buffer.concat([start, facts, Buffer.alloc(14), file]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, directory, end]);
}
