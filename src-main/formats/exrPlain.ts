import { inflateSync } from 'node:zlib';
import { StudioError } from '#domain/errors.ts';
import type { ExrChannel, ExrHeader, ExrPart } from './exrHeader.ts';
import { isSubsampled, type MeantChannel } from './exrMeant.ts';
import { requireUnpackLimit } from './unpackLimit.ts';

/** A block of pixels as it lies in the file: what says where it belongs, and its data. */
interface Block {
  /** Row of a scan line, or column, row and levels of a tile. */
  readonly place: Uint8Array;
  readonly data: Uint8Array;
}

/** Rows of a block by compression; those that are not here are unpacked by the library only. */
const rowsOfBlock: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [1, 1],
  [2, 1],
  [3, 16],
]);
const [plain, runLengths] = [0, 1];

/**
 * A file that the library reads: one part, every channel with a value for every pixel. A file of that kind is given back
 * as it is. Of several parts one is taken out, blocks as they are; channels with fewer values are taken out of the blocks,
 * which are left without compression.
 *
 * @throws BadFile for damaged offsets and blocks; Unsupported for subsampled channels under a compression that only the
 *         library knows, or in tiles
 */
export function plainExr(
  bytes: Uint8Array,
  file: string,
  header: ExrHeader,
  { part, index }: MeantChannel,
): Uint8Array {
  const mustSkip = part.channels.some(isSubsampled);
  if (!header.hasSeveralParts && !mustSkip) return bytes;
  const blocks = blocksOf(bytes, file, header, index);
  if (!mustSkip) return fileOf(bytes, part, null, blocks);
  const kept = part.channels.filter((channel) => !isSubsampled(channel));
  return fileOf(bytes, part, kept, withoutSubsampled(blocks, file, part));
}

/** The blocks of one part, in the order of their offsets; together they cannot be more than the file. */
function blocksOf(bytes: Uint8Array, file: string, header: ExrHeader, index: number): readonly Block[] {
  const bad = badBlocks(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const counts = header.parts.map((part) => blockCount(part, file));
  const from = header.end + 8 * counts.slice(0, index).reduce((sum, count) => sum + count, 0);
  const count = counts[index]!;
  if (from + 8 * count > bytes.length) throw bad(`${count} offsets in ${bytes.length} bytes`);
  const placeBytes = header.parts[index]!.kind === 'tiles' ? 16 : 4;
  const partBytes = header.hasSeveralParts ? 4 : 0;
  let taken = 0;
  return Array.from({ length: count }, (_, i) => {
    const at = Number(view.getBigUint64(from + 8 * i, true));
    const dataAt = at + partBytes + placeBytes + 4;
    if (dataAt > bytes.length) throw bad(`block ${i} at ${at}`);
    if (partBytes > 0 && view.getInt32(at, true) !== index) throw bad(`block ${i} belongs to another part`);
    const size = view.getInt32(dataAt - 4, true);
    taken += size;
    if (size < 0 || dataAt + size > bytes.length || taken > bytes.length)
      throw bad(`block ${i} of ${size} bytes`);
    return {
      place: bytes.subarray(at + partBytes, dataAt - 4),
      data: bytes.subarray(dataAt, dataAt + size),
    };
  });
}

/** A file of one part need not say it. */
function blockCount({ blocks, kind, height, compression }: ExrPart, file: string): number {
  const rows = rowsOfBlock.get(compression);
  const count = blocks ?? (kind === 'scan lines' && rows !== undefined ? Math.ceil(height / rows) : null);
  if (count === null) throw unreadBeside(file, compression, kind);
  if (count < 0) throw badBlocks(file)(`${count} blocks`);
  return count;
}

/** One block a row, without compression. */
function withoutSubsampled(blocks: readonly Block[], file: string, part: ExrPart): readonly Block[] {
  const rows = rowsOfBlock.get(part.compression);
  if (part.kind !== 'scan lines' || rows === undefined) throw unreadBeside(file, part.compression, part.kind);
  const bad = badBlocks(file);
  const { width, height, channels } = part;
  const [xMin, yMin, xMax, yMax] = part.dataWindow.box;
  requireUnpackLimit(
    4 * width * height * channels.length,
    blocks.reduce((sum, { data }) => sum + data.length, 0),
    file,
  );
  const bytesInRow = ({ sampling: [x, y], bytesPerSample }: ExrChannel, row: number): number =>
    row % y === 0 ? (Math.floor(xMax / x) - Math.ceil(xMin / x) + 1) * bytesPerSample : 0;
  return blocks.flatMap(({ place, data }) => {
    const first = new DataView(place.buffer, place.byteOffset).getInt32(0, true);
    const end = Math.min(first + rows, yMax + 1);
    if (first < yMin || first >= end) throw bad(`a block of row ${first}`);
    let expected = 0;
    for (let row = first; row < end; row++)
      for (const channel of channels) expected += bytesInRow(channel, row);
    const unpacked = unpackBlock(data, expected, part.compression, bad);
    let at = 0;
    return Array.from({ length: end - first }, (_, i) => {
      const kept: Uint8Array[] = [];
      for (const channel of channels) {
        const length = bytesInRow(channel, first + i);
        if (!isSubsampled(channel)) kept.push(unpacked.subarray(at, at + length));
        at += length;
      }
      return { place: int32(first + i), data: joined(kept) };
    });
  });
}

/** What would not shrink is stored as it is. Source: OpenEXR file layout, ImfZip, ImfRle. */
function unpackBlock(
  data: Uint8Array,
  expected: number,
  compression: number,
  bad: (found: string) => StudioError,
): Uint8Array {
  if (compression === plain || data.length === expected) {
    if (data.length !== expected) throw bad(`a block of ${data.length} bytes for ${expected}`);
    return data;
  }
  const mixed = compression === runLengths ? unpackRuns(data, expected) : inflated(data, expected, bad);
  if (mixed.length !== expected) throw bad(`a block of ${mixed.length} bytes for ${expected}`);
  for (let i = 1; i < expected; i++) mixed[i] = mixed[i - 1]! + mixed[i]! - 128;
  const half = Math.ceil(expected / 2);
  return Uint8Array.from(mixed, (_, i) => mixed[(i & 1) === 0 ? i >> 1 : half + (i >> 1)]!);
}

function inflated(data: Uint8Array, mostBytes: number, bad: (found: string) => StudioError): Uint8Array {
  try {
    return new Uint8Array(inflateSync(data, { maxOutputLength: Math.max(1, mostBytes) }));
  } catch (error) {
    throw bad(error instanceof Error ? error.message : String(error));
  }
}

/** A count below 0 copies as many bytes, another repeats the next byte once more often than it says. */
function unpackRuns(data: Uint8Array, mostBytes: number): Uint8Array {
  const unpacked = new Uint8Array(mostBytes);
  let to = 0;
  for (let from = 0; from < data.length && to < mostBytes;) {
    const count = (data[from++]! << 24) >> 24;
    const length = Math.min(count < 0 ? -count : count + 1, mostBytes - to);
    if (count < 0) unpacked.set(data.subarray(from, from + length), to);
    else unpacked.fill(data[from] ?? 0, to, to + length);
    from += count < 0 ? -count : 1;
    to += length;
  }
  return unpacked.subarray(0, to);
}

/** @param kept  the channels that are left, without compression; null = all, as they are. */
function fileOf(
  bytes: Uint8Array,
  part: ExrPart,
  kept: readonly ExrChannel[] | null,
  blocks: readonly Block[],
): Uint8Array {
  const start = bytes.slice(0, 8);
  // Version 2; long names stay allowed.
  start.set([2, (part.kind === 'tiles' ? 2 : 0) | (bytes[5]! & 4), 0, 0], 4);
  const attributes = attributesOf(bytes, part, kept, blocks.length);
  const head = joined([start, ...attributes, new Uint8Array(1)]);
  const offsets = new DataView(new ArrayBuffer(8 * blocks.length));
  let at = head.length + offsets.byteLength;
  blocks.forEach(({ place, data }, i) => {
    offsets.setBigUint64(8 * i, BigInt(at), true);
    at += place.length + 4 + data.length;
  });
  const pieces = blocks.flatMap(({ place, data }) => [place, int32(data.length), data]);
  return joined([head, new Uint8Array(offsets.buffer), ...pieces]);
}

function attributesOf(
  bytes: Uint8Array,
  { attributes: [from, to], channelList, compressionAt }: ExrPart,
  kept: readonly ExrChannel[] | null,
  blocks: number,
): readonly Uint8Array[] {
  const copy = bytes.slice(from, to);
  const name = new TextEncoder().encode('chunkCount\0int\0');
  const count = Buffer.from(copy.buffer).indexOf(name);
  if (count !== -1) copy.set(int32(blocks), count + name.length + 4);
  if (kept === null) return [copy];
  copy[compressionAt - from] = plain;
  const list = joined([...kept.map(({ at, length }) => bytes.subarray(at, at + length)), new Uint8Array(1)]);
  const [listFrom, listTo] = [channelList[0] - from, channelList[1] - from];
  return [copy.subarray(0, listFrom - 4), int32(list.length), list, copy.subarray(listTo)];
}

function unreadBeside(file: string, compression: number, kind: ExrPart['kind']): StudioError {
  const found = `${kind} of compression ${compression}`;
  return new StudioError(
    'Unsupported',
    `${file}: an EXR with subsampled channels in ${found}; beside such channels scan lines without compression, RLE, ZIPS and ZIP are read`,
    { file, expected: 'scan lines without compression, RLE, ZIPS or ZIP', found },
  );
}

function badBlocks(file: string): (found: string) => StudioError {
  return (found) =>
    new StudioError('BadFile', `${file}: the EXR is damaged: ${found}`, {
      file,
      expected: 'whole blocks',
      found,
    });
}

function int32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value, true);
  return bytes;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
