import { StudioError } from '#domain/errors.ts';
import type { RawMap, SampleArray } from '#domain/rasters/RawMap.ts';
import { sourceOfBytes, type ByteSource } from './ByteSource.ts';
import { requirePixelLimit } from './imageLimit.ts';
import { npyTypes, type NpyType } from './npyTypes.ts';
import { tiffCompressions, type TiffCompression } from './tiffCompression.ts';
import { damagedTiff, TiffDirectory } from './tiffDirectory.ts';
import { undoPrediction } from './tiffPrediction.ts';
import { requireUnpackLimit } from './unpackLimit.ts';

const tags = {
  ...{
    width: 256,
    height: 257,
    bits: 258,
    compression: 259,
    fillOrder: 266,
    stripOffsets: 273,
    channels: 277,
  },
  ...{ rowsPerStrip: 278, stripBytes: 279, predictor: 317, tileWidth: 322, tileHeight: 323 },
  ...{ tileOffsets: 324, tileBytes: 325, sampleFormat: 339 },
};
const bitsReversed = 2;
/** NumPy's letter, by the field SampleFormat; 4 is undefined. */
const formatLetters: Readonly<Record<number, string>> = { 1: 'u', 2: 'i', 3: 'f', 4: 'u' };
/** Blocks may reach beyond the picture, but not by so much that unpacking them takes for ever. */
const mostBlockShare = 8;
const alwaysReadBytes = 64 * 1024 * 1024;

interface Blocks {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
}

/**
 * A one-channel TIFF as numbers: integers of 1, 2, 4, 8, 16, 32 and 64 bits, float16 to float64; strips and tiles; not
 * compressed, or by LZW, deflate, PackBits or Zstandard, with either prediction; both byte orders; BigTIFF. No colour
 * handling: what is stored is what is returned.
 *
 * @throws Unsupported for colour, several pages, other compressions; BadFile for damaged files
 * Source: TIFF 6.0; Adobe Photoshop TIFF Technical Note 3 (floating point prediction).
 */
export async function decodeTiff(bytes: Uint8Array, file: string): Promise<RawMap> {
  const directory = await TiffDirectory.read(sourceOfBytes(bytes), file);
  const { width, height } = await sizeOf(directory, file);
  const { type, bits } = await sampleType(directory, file);
  const compression = await compressionOf(directory, file);
  const blocks = await blocksOf(directory, { width, height, bits, file });
  const imageBytes = (width * height * bits) / 8;
  requireUnpackLimit(imageBytes, bytes.length, file);
  if (imageBytes > compression.bytesPerByte * bytes.length && blocks.byteCounts.some((count) => count > 0)) {
    throw damagedTiff(file, `${width}×${height} pixels of ${bits} bits cannot be in ${bytes.length} bytes`);
  }
  const predictor = await directory.number(tags.predictor, 1);
  const isReversed = (await directory.number(tags.fillOrder, 1)) === bitsReversed;
  const values = type.allocate(width * height);
  const rowBytes = Math.ceil((blocks.width * bits) / 8);
  for (const [i, count] of blocks.byteCounts.entries()) {
    // GDAL leaves out blocks of zeros.
    if (count === 0) continue;
    const [left, top] = [(i % blocks.across) * blocks.width, Math.floor(i / blocks.across) * blocks.height];
    const rows = Math.min(blocks.height, height - top);
    const packed = bytes.subarray(blocks.offsets[i], blocks.offsets[i]! + count);
    const block = unpacked(
      compression,
      isReversed ? withReversedBits(packed) : packed,
      rowBytes * rows,
      file,
    );
    undoPrediction(block, { predictor, rowBytes, bits, isLittleEndian: directory.isLittleEndian }, file);
    copyBlock(
      values,
      block,
      { type, bits, rowBytes, rows, left, top, width, columns: blocks.width },
      directory,
    );
  }
  return { width, height, values };
}

/** Width and height of the only page, which has one channel. @throws BadFile, Unsupported */
export async function readTiffSize(
  source: ByteSource,
  file: string,
): Promise<{ readonly width: number; readonly height: number }> {
  return sizeOf(await TiffDirectory.read(source, file), file);
}

async function sizeOf(directory: TiffDirectory, file: string) {
  const width = await directory.number(tags.width, null);
  const height = await directory.number(tags.height, null);
  const channels = await directory.number(tags.channels, 1);
  if (!(width > 0 && height > 0)) throw damagedTiff(file, `${width}×${height} pixels`);
  requirePixelLimit(width, height, file);
  if (channels === 1 && directory.isOnly) return { width, height };
  const found = channels === 1 ? 'several pages' : `${channels} channels`;
  throw new StudioError('Unsupported', `${file}: a map has one number per pixel; this TIFF has ${found}`, {
    file,
    expected: '1 channel, 1 page',
    found,
  });
}

async function sampleType(
  directory: TiffDirectory,
  file: string,
): Promise<{ readonly type: NpyType; readonly bits: number }> {
  const bits = await directory.number(tags.bits, 1);
  const format = await directory.number(tags.sampleFormat, 1);
  const isSmall = (bits === 1 || bits === 2 || bits === 4) && format !== 3;
  const type = npyTypes.get(isSmall ? 'u1' : `${formatLetters[format] ?? '?'}${bits / 8}`);
  if (type) return { type, bits };
  throw unread(
    file,
    `samples of ${bits} bits and format ${format}`,
    'integers of 1 to 64 bits, float16 to float64',
  );
}

async function compressionOf(directory: TiffDirectory, file: string): Promise<TiffCompression> {
  const code = await directory.number(tags.compression, 1);
  const compression = tiffCompressions.get(code);
  if (compression) return compression;
  throw unread(file, `compression ${code}`, [...tiffCompressions.keys()].join(', '));
}

async function blocksOf(
  directory: TiffDirectory,
  { width, height, bits, file }: { width: number; height: number; bits: number; file: string },
): Promise<Blocks> {
  const tileOffsets = await directory.numbers(tags.tileOffsets);
  const isTiled = tileOffsets !== null;
  const blockWidth = isTiled ? await directory.number(tags.tileWidth, null) : width;
  const blockHeight = isTiled
    ? await directory.number(tags.tileHeight, null)
    : Math.min(height, await directory.number(tags.rowsPerStrip, height));
  if (!(blockWidth > 0 && blockHeight > 0)) throw damagedTiff(file, `blocks of ${blockWidth}×${blockHeight}`);
  const across = Math.ceil(width / blockWidth);
  const count = across * Math.ceil(height / blockHeight);
  const offsets = tileOffsets ?? (await directory.numbers(tags.stripOffsets)) ?? [];
  const wholeBytes = Math.ceil((width * bits) / 8) * height;
  const byteCounts =
    (await directory.numbers(isTiled ? tags.tileBytes : tags.stripBytes)) ??
    (count === 1 ? [wholeBytes] : []);
  if (offsets.length < count || byteCounts.length < count) {
    throw damagedTiff(
      file,
      `${offsets.length} blocks with ${byteCounts.length} lengths, ${count} are needed`,
    );
  }
  const unpackedBytes = (blockWidth * blockHeight * count * bits) / 8;
  if (unpackedBytes > Math.max(alwaysReadBytes, mostBlockShare * wholeBytes)) {
    throw damagedTiff(file, `${count} blocks of ${blockWidth}×${blockHeight} for ${width}×${height} pixels`);
  }
  return {
    width: blockWidth,
    height: blockHeight,
    across,
    offsets: offsets.slice(0, count),
    byteCounts: byteCounts.slice(0, count),
  };
}

function unpacked(
  { unpack, bytesPerByte }: TiffCompression,
  packed: Uint8Array,
  needed: number,
  file: string,
): Uint8Array {
  if (needed > bytesPerByte * packed.length) {
    throw damagedTiff(file, `a block of ${needed} bytes cannot be in ${packed.length}`);
  }
  let block: Uint8Array;
  try {
    block = unpack(packed, needed);
  } catch (error) {
    throw damagedTiff(file, error instanceof Error ? error.message : String(error), error);
  }
  if (block.length < needed) throw damagedTiff(file, `a block has ${block.length} bytes of ${needed}`);
  // Prediction is undone in place, and what was not packed is the file itself.
  return bytesPerByte === 1 ? block.slice() : block;
}

function withReversedBits(packed: Uint8Array): Uint8Array {
  return packed.map((byte) => {
    const halves = ((byte & 0x0f) << 4) | (byte >> 4);
    const quarters = ((halves & 0x33) << 2) | ((halves >> 2) & 0x33);
    return ((quarters & 0x55) << 1) | ((quarters >> 1) & 0x55);
  });
}

interface Placement {
  readonly type: NpyType;
  readonly bits: number;
  readonly rowBytes: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  /** Of the picture. */
  readonly width: number;
  /** Of the block. */
  readonly columns: number;
}

function copyBlock(
  values: SampleArray,
  block: Uint8Array,
  { type, bits, rowBytes, rows, left, top, width, columns }: Placement,
  { isLittleEndian }: TiffDirectory,
): void {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const shown = Math.min(columns, width - left);
  for (let y = 0; y < rows; y++) {
    const to = (top + y) * width + left;
    for (let x = 0; x < shown; x++) {
      if (bits >= 8) {
        values[to + x] = type.read(view, y * rowBytes + (x * bits) / 8, isLittleEndian);
      } else {
        const byte = block[y * rowBytes + ((x * bits) >> 3)]!;
        values[to + x] = (byte >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
      }
    }
  }
}

function unread(file: string, found: string, expected: string): StudioError {
  return new StudioError('Unsupported', `${file}: a TIFF with ${found} is not read`, {
    file,
    expected,
    found,
  });
}
