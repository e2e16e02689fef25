import { constants, crc32, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { StudioError } from '#domain/errors.ts';
import { requireUnpackLimit } from './unpackLimit.ts';

export interface ZipEntry {
  /** Relative, with forward slashes, never out of the archive's folder. */
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly checksum: number;
  /** Where its local header begins. */
  readonly headerAt: number;
}

const endSignature = 0x0605_4b50;
const endBytes = 22;
const end64Signature = 0x0606_4b50;
const locator64Signature = 0x0706_4b50;
const entrySignature = 0x0201_4b50;
const localSignature = 0x0403_4b50;
const encrypted = 1;
const stored = 0;
const deflated = 8;
const madeOnUnix = 3;
const unixTypeOfFile = 0xf000;
const unixLink = 0xa000;
const in64Bits = 0xffff_ffff;
const wordsIn64Bits = 0xffff;

/** True where the bytes begin as a ZIP archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * What an archive holds, from its central directory, ZIP64 included: NumPy's local headers are placeholders.
 *
 * @throws PathRefused where a name leaves the archive's folder (`..`, absolute, a drive) or an entry is a link
 * @throws BadFile for a damaged directory or a name given twice; Unsupported for encryption and compressions other than
 *         deflate; Unsupported where an entry would unpack to far more than the archive holds
 * @param bytes    the archive, or its end with the whole directory
 * @param startAt  where in the archive `bytes` begin
 * Source: PKWARE APPNOTE 6.3.10, 4.3.
 */
export function readZipDirectory(bytes: Uint8Array, file: string, startAt = 0): readonly ZipEntry[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, at } = directoryPlace(view, file, startAt);
  const start = at - startAt;
  if (!(start >= 0)) throw damaged(file, `its directory begins at byte ${at}`);
  const entries = new Map<string, ZipEntry>();
  for (let i = 0, at = start; i < count; i++) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== entrySignature) {
      throw damaged(file, `entry ${i + 1} of ${count} is missing`);
    }
    const { entry, end } = readEntry(view, at, file);
    if (entries.has(entry.name)) throw damaged(file, `${entry.name} is there twice`);
    if (!entry.name.endsWith('/')) entries.set(entry.name, entry);
    at = end;
  }
  return [...entries.values()];
}

/**
 * An entry's content, its checksum compared.
 * @throws BadFile where it is cut off, damaged or of another length than the directory says
 */
export function unpackZipEntry(bytes: Uint8Array, entry: ZipEntry, file: string): Uint8Array {
  const packed = packedBytes(bytes, entry, file);
  if (packed.length < entry.packedBytes) throw damaged(file, `${entry.name} is cut off`);
  const content = entry.isDeflated ? inflated(packed, entry, file) : packed;
  if (content.length !== entry.unpackedBytes) {
    throw damaged(file, `${entry.name} has ${content.length} bytes, ${entry.unpackedBytes} are expected`);
  }
  if (crc32(content) !== entry.checksum) {
    throw damaged(file, `the checksum of ${entry.name} does not fit its content`);
  }
  return content;
}

function directoryPlace(
  view: Buffer,
  file: string,
  startAt: number,
): { readonly count: number; readonly at: number } {
  const earliest = Math.max(0, view.length - endBytes - 0xffff);
  for (let end = view.length - endBytes; end >= earliest; end--) {
    if (view.readUInt32LE(end) !== endSignature) continue;
    const count = view.readUInt16LE(end + 10);
    const at = view.readUInt32LE(end + 16);
    if (count !== wordsIn64Bits && at !== in64Bits) return { count, at };
    const record =
      end < 20 || view.readUInt32LE(end - 20) !== locator64Signature ? NaN : wide(view, end - 12) - startAt;
    if (!(record >= 0 && record + 56 <= view.length) || view.readUInt32LE(record) !== end64Signature) {
      throw damaged(file, 'its ZIP64 directory is missing');
    }
    return { count: wide(view, record + 32), at: wide(view, record + 48) };
  }
  throw damaged(file, 'its directory is missing');
}

function readEntry(
  view: Buffer,
  at: number,
  file: string,
): { readonly entry: ZipEntry; readonly end: number } {
  const nameEnd = at + 46 + view.readUInt16LE(at + 28);
  const extraEnd = nameEnd + view.readUInt16LE(at + 30);
  const end = extraEnd + view.readUInt16LE(at + 32);
  if (end > view.length) throw damaged(file, 'its directory is cut off');
  const name = view.toString('utf8', at + 46, nameEnd);
  const isLink = view[at + 5] === madeOnUnix && (view.readUInt16LE(at + 40) & unixTypeOfFile) === unixLink;
  requireWithin(name, isLink, file);
  const method = view.readUInt16LE(at + 10);
  const isEncrypted = (view.readUInt16LE(at + 8) & encrypted) !== 0;
  if (isEncrypted || (method !== stored && method !== deflated)) {
    const found = isEncrypted ? 'encrypted' : `compressed by method ${method}`;
    throw new StudioError(
      'Unsupported',
      `${file}: ${name} is ${found}; stored and deflated entries are read`,
      {
        file,
        expected: 'stored or deflated',
        found,
      },
    );
  }
  const sizes = wideSizes(view, at, nameEnd, extraEnd);
  requireUnpackLimit(sizes.unpackedBytes, sizes.packedBytes, `${file}:${name}`);
  const entry = { name, isDeflated: method === deflated, checksum: view.readUInt32LE(at + 16), ...sizes };
  return { entry, end };
}

/** The sizes, from the ZIP64 field (id 1) where they do not fit into 32 bits. */
function wideSizes(
  view: Buffer,
  at: number,
  extraAt: number,
  extraEnd: number,
): Pick<ZipEntry, 'packedBytes' | 'unpackedBytes' | 'headerAt'> {
  const sizes = { unpackedBytes: 24, packedBytes: 20, headerAt: 42 };
  let next = extraAt;
  while (next + 4 <= extraEnd && view.readUInt16LE(next) !== 1) next += 4 + view.readUInt16LE(next + 2);
  next += 4;
  const size = (place: number) => {
    const narrow = view.readUInt32LE(at + place);
    if (narrow !== in64Bits || next + 8 > extraEnd) return narrow;
    next += 8;
    return wide(view, next - 8);
  };
  return {
    unpackedBytes: size(sizes.unpackedBytes),
    packedBytes: size(sizes.packedBytes),
    headerAt: size(sizes.headerAt),
  };
}

function requireWithin(name: string, isLink: boolean, file: string): void {
  const parts = name.split(/[/\\]/);
  const isWithin = name !== '' && !/^([/\\]|[A-Za-z]:)|\0/.test(name) && !parts.includes('..');
  if (isWithin && !isLink) return;
  const found = isLink ? 'is a link' : 'leads out of its folder';
  throw new StudioError('PathRefused', `${file}: the archive is refused: its entry ${name} ${found}`, {
    file,
    expected: 'files within the archive',
    found: name,
  });
}

/**
 * The first bytes of an entry's content, unpacked from the first bytes that it has in the archive.
 * @param head  of the archive, from the entry's headerAt on
 * @throws BadFile where they are damaged
 */
export function unpackZipHead(head: Uint8Array, entry: ZipEntry, file: string): Uint8Array {
  const packed = packedBytes(head, { ...entry, headerAt: 0 }, file);
  return entry.isDeflated ? inflated(packed, entry, file, { finishFlush: constants.Z_SYNC_FLUSH }) : packed;
}

/** At most all of them; fewer where `bytes` end before. */
function packedBytes(bytes: Uint8Array, entry: ZipEntry, file: string): Uint8Array {
  const { headerAt } = entry;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!(headerAt + 30 <= bytes.length) || view.getUint32(headerAt, true) !== localSignature) {
    throw damaged(file, `${entry.name} is missing`);
  }
  const from = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  return bytes.subarray(from, from + entry.packedBytes);
}

/** Stops where more comes out than the directory says. */
function inflated(
  packed: Uint8Array,
  { name, unpackedBytes }: ZipEntry,
  file: string,
  options: ZlibOptions = {},
): Uint8Array {
  try {
    const content = inflateRawSync(packed, { maxOutputLength: unpackedBytes + 1, ...options });
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  } catch (error) {
    throw damaged(file, `${name}: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

function wide(view: Buffer, at: number): number {
  return Number(view.readBigUInt64LE(at));
}

function damaged(file: string, detail: string, cause?: unknown): StudioError {
  return new StudioError(
    'BadFile',
    `${file}: the ZIP archive is damaged: ${detail}`,
    { file, found: detail },
    cause,
  );
}
