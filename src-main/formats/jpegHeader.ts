import { StudioError } from '#domain/errors.ts';
import type { ByteSource } from './ByteSource.ts';

interface JpegHeader {
  /** As the picture is shown: turned upright by its EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** EXIF's mark, 1 to 8; 1 = as stored. */
  readonly orientation: number;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;
const applicationOne = 0xe1;
const orientationTag = 0x0112;
/** Orientations 5 to 8 lie on their side. */
const firstLying = 5;

/** True where the bytes begin as a JPEG does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Walks the segments before the pixels for the frame's size and EXIF's orientation; what lies between them is not read.
 * @throws BadFile where no frame header comes before the pixels
 * Source: ITU T.81 annex B; Exif 2.32, 4.6.4 (tag 274).
 */
export async function readJpegHeader(source: ByteSource, file: string): Promise<JpegHeader> {
  let size: readonly [width: number, height: number] | null = null;
  let orientation = 1;
  for (let at = 2; size === null || at < source.byteLength;) {
    const [mark, marker = 0, high = 0, low = 0] = await source.read(at, 4);
    const length = high * 256 + low;
    if (mark === 0xff && marker === 0xff) {
      at += 1;
      continue;
    }
    if (mark !== 0xff || length < 2 || marker === endOfImage) break;
    if (marker === startOfScan) break;
    if (isFrame(marker)) {
      const [, hHigh = 0, hLow = 0, wHigh = 0, wLow = 0] = await source.read(at + 4, 5);
      size = [wHigh * 256 + wLow, hHigh * 256 + hLow];
    } else if (marker === applicationOne && orientation === 1) {
      orientation = orientationIn(await source.read(at + 4, length - 2));
    }
    at += 2 + length;
  }
  if (size === null || size[0] === 0 || size[1] === 0) {
    const found = size === null ? `none in ${source.byteLength} bytes` : size.join('×');
    throw new StudioError('BadFile', `${file}: no JPEG frame header: ${found}`, {
      file,
      expected: 'a frame header with width and height',
      found,
    });
  }
  const [width, height] = orientation >= firstLying ? [size[1], size[0]] : size;
  return { width, height, orientation };
}

/** SOF0 to SOF15 without the Huffman table, the arithmetic table and the extension between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** 1 to 8; 1 where the segment says nothing sensible of it. */
function orientationIn(segment: Uint8Array): number {
  if (String.fromCharCode(...segment.subarray(0, 6)) !== 'Exif\0\0' || segment.length < 14) return 1;
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.byteLength - 6);
  const isLittleEndian = view.getUint8(0) === 0x49;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > view.byteLength) return 1;
  const count = view.getUint16(directory, isLittleEndian);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > view.byteLength) return 1;
    if (view.getUint16(entry, isLittleEndian) !== orientationTag) continue;
    const value = view.getUint16(entry + 8, isLittleEndian);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
