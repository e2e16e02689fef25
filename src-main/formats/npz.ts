import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import type { UnzipFileFilter } from 'fflate';
import { StudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import { chooseEntry } from './chooseEntry.ts';
import { mostPixels } from './imageLimit.ts';
import { decodeNpyMap } from './npy.ts';

/** Deflate packs no more than 1032 bytes into one: a larger claim is a lie that would exhaust the memory. */
const mostBytesPerByte = 1032;

/** A map of the most pixels that are read, in eight bytes each, and its header. */
const mostArrayBytes = 8 * mostPixels + 65_536;

/** True where the bytes begin as a ZIP archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * A map in an NPZ archive (numpy.savez or savez_compressed). Sizes come from the central directory, because NumPy's
 * local headers are ZIP64 placeholders.
 *
 * @param key  the array's name; null = the archive's only array.
 * @throws BadFile for a damaged archive; NotFound for a missing key; InvalidOption where a key is needed; as decodeNpy.
 */
export function decodeNpz(bytes: Uint8Array, file: string, key: string | null): RawMap {
  const entry = chooseEntry(arrayNames(bytes, file), key, file, 'array');
  const content = unzip(bytes, file, ({ name }) => name === `${entry}.npy`)[`${entry}.npy`];
  if (!content) throw damaged(file, `the array ${entry} cannot be taken out`);
  requireChecksum(bytes, `${entry}.npy`, content, file);
  return decodeNpyMap(content, `${file}:${entry}`);
}

function arrayNames(bytes: Uint8Array, file: string): readonly string[] {
  const names: string[] = [];
  unzip(bytes, file, ({ name, size, originalSize }) => {
    if (originalSize > mostBytesPerByte * (size + 1)) {
      throw damaged(file, `the array ${name} claims ${originalSize} bytes in ${size}`);
    }
    if (originalSize > mostArrayBytes) {
      const message = `${file}: the array ${name} has ${originalSize} bytes or more; up to ${mostArrayBytes} are read`;
      throw new StudioError('Unsupported', message, { file, expected: mostArrayBytes, found: originalSize });
    }
    if (name.endsWith('.npy')) names.push(name.slice(0, -'.npy'.length));
    return false;
  });
  return names;
}

function unzip(bytes: Uint8Array, file: string, wanted: UnzipFileFilter): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: wanted });
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw damaged(file, error instanceof Error ? error.message : String(error), error);
  }
}

/** The unzipper does not compare checksums; a flipped bit in an uncompressed array would pass as a value. */
function requireChecksum(bytes: Uint8Array, name: string, content: Uint8Array, file: string): void {
  const expected = checksumInDirectory(bytes, name);
  if (expected === null || expected === crc32(content)) return;
  throw damaged(file, `the checksum of ${name} does not fit its content`);
}

/** From the archive's central directory; null where it cannot be found there (archives beyond 4 GiB). */
function checksumInDirectory(bytes: Uint8Array, name: string): number | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = view.readUInt32LE(end + 16);
  while (at + 46 <= view.length && view.readUInt32LE(at) === 0x02014b50) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.readUInt16LE(at + field),
    );
    const nameEnd = at + 46 + nameLength!;
    if (view.toString('utf8', at + 46, nameEnd) === name) return view.readUInt32LE(at + 16);
    at = nameEnd + extraLength! + commentLength!;
  }
  return null;
}

function damaged(file: string, detail: string, cause?: unknown): StudioError {
  return new StudioError(
    'BadFile',
    `${file}: the NPZ archive is damaged: ${detail}`,
    { file, found: detail },
    cause,
  );
}
