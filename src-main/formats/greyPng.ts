import { crc32, inflate } from 'node:zlib';
import { promisify } from 'node:util';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import type { PngHeader } from './pngStructure.ts';

const inflateAsync = promisify(inflate);
const isLittleEndianHere = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const signatureBytes = 8;
/** Length, name and checksum around a chunk's data. */
const chunkFrame = 12;

/**
 * The samples of a plain grey PNG, 8 or 16 bits deep and not interlaced, as stored: what ground truth is mostly kept in,
 * in less than half the time of a library that makes pictures of it.
 *
 * @param bytes   a whole file.
 * @param header  of it.
 * @returns null for every other PNG and wherever anything is unusual (a checksum, a filter, the length of the data): then
 *   it is for the library to read it or to say what is wrong.
 * Source: PNG specification, third edition, §9 (filtering).
 */
export async function decodeGreyPng(bytes: Uint8Array, header: PngHeader): Promise<RawMap | null> {
  const { width, height, bitDepth, colourType } = header;
  const isInterlaced = bytes[28] !== 0;
  if (colourType !== 0 || bitDepth < 8 || isInterlaced) return null;
  const packed = imageData(bytes);
  if (packed === null) return null;
  const sampleBytes = bitDepth / 8;
  const rowBytes = width * sampleBytes;
  const length = height * (1 + rowBytes);
  // One byte more than is wanted, so that the end is seen in the same piece.
  const options = { chunkSize: Math.max(64, length + 1), maxOutputLength: length };
  const rows = await inflateAsync(packed, options).catch(() => null);
  if (rows?.length !== length || !undoFilters(rows, { height, rowBytes, sampleBytes })) return null;
  const samples = joinRows(rows, { height, rowBytes });
  return { width, height, values: bitDepth === 8 ? bytesOf(samples) : wordsOf(samples) };
}

/** The compressed stream; null where a chunk's checksum is wrong or a chunk is cut off. */
function imageData(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = signatureBytes; at + chunkFrame <= bytes.length;) {
    const end = at + chunkFrame + view.getUint32(at);
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return null;
    const name = view.getUint32(at + 4);
    if (name === chunkNames.IDAT) parts.push(bytes.subarray(at + 8, end - 4));
    if (name === chunkNames.IEND) return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    at = end;
  }
  return null;
}

const chunkNames = { IDAT: 0x49_44_41_54, IEND: 0x49_45_4e_44 } as const;

interface Layout {
  readonly height: number;
  readonly rowBytes: number;
}

/** Makes differences values again, in place. @returns false for a filter that there is not. */
function undoFilters(
  rows: Uint8Array,
  { height, rowBytes, sampleBytes }: Layout & { readonly sampleBytes: number },
): boolean {
  const before = new Uint8Array(rowBytes);
  for (let y = 0, at = 0; y < height; y += 1, at += 1 + rowBytes) {
    const row = rows.subarray(at + 1, at + 1 + rowBytes);
    const above = y === 0 ? before : rows.subarray(at - rowBytes, at);
    const filter = rows[at]!;
    if (filter === 1) addLeft(row, sampleBytes);
    else if (filter === 2) addAbove(row, above);
    else if (filter === 3) addMean(row, above, sampleBytes);
    else if (filter === 4) addPaeth(row, above, sampleBytes);
    else if (filter !== 0) return false;
  }
  return true;
}

function addLeft(row: Uint8Array, step: number): void {
  for (let i = step; i < row.length; i += 1) row[i] = row[i]! + row[i - step]!;
}

function addAbove(row: Uint8Array, above: Uint8Array): void {
  for (let i = 0; i < row.length; i += 1) row[i] = row[i]! + above[i]!;
}

function addMean(row: Uint8Array, above: Uint8Array, step: number): void {
  for (let i = 0; i < row.length; i += 1) {
    const left = i < step ? 0 : row[i - step]!;
    row[i] = row[i]! + ((left + above[i]!) >> 1);
  }
}

/** Of left, above and above left the one that is nearest to left + above − above left. */
function addPaeth(row: Uint8Array, above: Uint8Array, step: number): void {
  for (let i = 0; i < row.length; i += 1) {
    const a = i < step ? 0 : row[i - step]!;
    const b = above[i]!;
    const c = i < step ? 0 : above[i - step]!;
    const fromLeft = Math.abs(b - c);
    const fromAbove = Math.abs(a - c);
    const fromCorner = Math.abs(a + b - 2 * c);
    const nearest = fromLeft <= fromAbove && fromLeft <= fromCorner ? a : fromAbove <= fromCorner ? b : c;
    row[i] = row[i]! + nearest;
  }
}

/** The rows without their filters, moved together in place. */
function joinRows(rows: Buffer, { height, rowBytes }: Layout): Buffer {
  for (let y = 0; y < height; y += 1) {
    const from = y * (1 + rowBytes) + 1;
    rows.copyWithin(y * rowBytes, from, from + rowBytes);
  }
  return rows.subarray(0, height * rowBytes);
}

function bytesOf(samples: Buffer): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.length);
}

/** Samples are stored with the high byte first. */
function wordsOf(samples: Buffer): Uint16Array {
  const ordered = isLittleEndianHere ? samples.swap16() : samples;
  return new Uint16Array(ordered.buffer, ordered.byteOffset, ordered.length / 2);
}
