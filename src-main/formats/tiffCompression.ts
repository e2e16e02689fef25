import { inflateSync, zstdDecompressSync } from 'node:zlib';
import { unpackLzw } from './unpackLzw.ts';

export interface TiffCompression {
  /** `mostBytes` are what the block has room for; more is not unpacked, fewer may come. Throws where it is damaged. */
  readonly unpack: (packed: Uint8Array, mostBytes: number) => Uint8Array;
  /** The most that one byte can become. */
  readonly bytesPerByte: number;
}

const deflate: TiffCompression = {
  unpack: (packed, mostBytes) => plainBytes(inflateSync(packed, { maxOutputLength: mostBytes })),
  bytesPerByte: 1032,
};

/** By the value of the field Compression. Source: TIFF 6.0; libtiff for deflate and Zstandard. */
export const tiffCompressions: ReadonlyMap<number, TiffCompression> = new Map([
  [1, { unpack: (packed, mostBytes) => packed.subarray(0, mostBytes), bytesPerByte: 1 }],
  [5, { unpack: unpackLzw, bytesPerByte: 1400 }],
  [8, deflate],
  [32946, deflate],
  [32773, { unpack: unpackBits, bytesPerByte: 64 }],
  [
    50000,
    {
      unpack: (packed, mostBytes) => plainBytes(zstdDecompressSync(packed, { maxOutputLength: mostBytes })),
      bytesPerByte: 32_768,
    },
  ],
]);

/** PackBits: −127…−1 repeats the next byte, 0…127 copies the next ones, −128 is nothing. Source: TIFF 6.0, section 9. */
function unpackBits(packed: Uint8Array, mostBytes: number): Uint8Array {
  const unpacked = new Uint8Array(mostBytes);
  let to = 0;
  for (let from = 0; from < packed.length && to < mostBytes;) {
    const code = packed[from++]!;
    if (code < 128) {
      const run = packed.subarray(from, from + Math.min(code + 1, mostBytes - to));
      unpacked.set(run, to);
      from += code + 1;
      to += run.length;
    } else if (code > 128 && from < packed.length) {
      const end = Math.min(to + 257 - code, mostBytes);
      unpacked.fill(packed[from++]!, to, end);
      to = end;
    }
  }
  return unpacked.subarray(0, to);
}

function plainBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
