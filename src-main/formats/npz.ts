import { StudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import type { ByteSource } from './ByteSource.ts';
import { chooseEntry } from './chooseEntry.ts';
import { mostPixels } from './imageLimit.ts';
import { decodeNpyMap, mapShape, readNpyHeader } from './npy.ts';
import { readZipDirectory, unpackZipEntry, unpackZipHead, type ZipEntry } from './zipArchive.ts';

/** Of an array's name in the archive. */
const ending = '.npy';

/** An archive of some arrays has a directory of some hundred bytes, an array a header of 128. */
const mostDirectoryBytes = 1 << 20;
const mostHeaderBytes = 4096;

/** A map of the most pixels that are read, in eight bytes each, and its header. */
const mostArrayBytes = 8 * mostPixels + 65_536;

/**
 * A map in an NPZ archive (numpy.savez or savez_compressed).
 *
 * @param key  the array's name; null = the archive's only array.
 * @throws BadFile for a damaged archive; NotFound for a missing key; InvalidOption where a key is needed; as
 *         readZipDirectory and decodeNpy.
 */
export function decodeNpz(bytes: Uint8Array, file: string, key: string | null): RawMap {
  const entry = chooseArray(readZipDirectory(bytes, file), file, key);
  return decodeNpyMap(unpackZipEntry(bytes, entry, file), `${file}:${entry.name.slice(0, -ending.length)}`);
}

/** Rows and columns of such a map, from the archive's directory and the array's header. @throws as decodeNpz */
export async function readNpzSize(
  source: ByteSource,
  file: string,
  key: string | null,
): Promise<{ readonly width: number; readonly height: number }> {
  const startAt = Math.max(0, source.byteLength - mostDirectoryBytes);
  const entries = readZipDirectory(await source.read(startAt, mostDirectoryBytes), file, startAt);
  const entry = chooseArray(entries, file, key);
  const head = unpackZipHead(await source.read(entry.headerAt, mostHeaderBytes), entry, file);
  return mapShape(readNpyHeader(head, file).shape, file);
}

function chooseArray(entries: readonly ZipEntry[], file: string, key: string | null): ZipEntry {
  const arrays = entries.filter(({ name }) => name.endsWith(ending));
  const names = arrays.map(({ name }) => name.slice(0, -ending.length));
  const chosen = arrays[names.indexOf(chooseEntry(names, key, file, 'array'))]!;
  const { unpackedBytes } = chosen;
  if (unpackedBytes <= mostArrayBytes) return chosen;
  const message = `${file}: the array ${chosen.name} has ${unpackedBytes} bytes or more; up to ${mostArrayBytes} are read`;
  throw new StudioError('Unsupported', message, { file, expected: mostArrayBytes, found: unpackedBytes });
}
