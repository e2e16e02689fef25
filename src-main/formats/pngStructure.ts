import { StudioError } from '#domain/errors.ts';
import { requirePixelLimit } from './imageLimit.ts';
import { requireUnpackLimit } from './unpackLimit.ts';

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** 1, 2, 4, 8 or 16 bits per sample. */
  readonly bitDepth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey + alpha, 6 RGB + alpha. */
  readonly colourType: number;
}

/** By colour type. */
const samplesPerPixel: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** True where the bytes begin as a PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** The IHDR chunk. Needs the first 29 bytes. @throws BadFile; Unsupported where it claims more pixels than are read */
export function readPngHeader(bytes: Uint8Array, file: string): PngHeader {
  const view = viewOf(bytes);
  if (!isPng(bytes) || bytes.length < 29 || chunkName(view, 8) !== 'IHDR') {
    throw new StudioError('BadFile', `${file}: no PNG header in ${bytes.length} bytes`, {
      file,
      expected: 'a PNG signature and an IHDR chunk',
      found: `${bytes.length} bytes`,
    });
  }
  const header: PngHeader = {
    width: view.getUint32(16),
    height: view.getUint32(20),
    bitDepth: view.getUint8(24),
    colourType: view.getUint8(25),
  };
  if (![0, 2, 3, 4, 6].includes(header.colourType) || ![1, 2, 4, 8, 16].includes(header.bitDepth)) {
    const found = `colour type ${header.colourType} with ${header.bitDepth} bits`;
    throw new StudioError('BadFile', `${file}: no PNG has ${found}`, {
      file,
      expected: 'colour type 0, 2, 3, 4 or 6 with 1, 2, 4, 8 or 16 bits',
      found,
    });
  }
  requirePixelLimit(header.width, header.height, file);
  return header;
}

/** Walks the chunks to the closing IEND, so that a cut file is refused even where its pixels are all there. @throws as readPngHeader */
export function requireWholePng(bytes: Uint8Array, file: string): void {
  const { width, height, bitDepth, colourType } = readPngHeader(bytes, file);
  requireUnpackLimit((width * height * samplesPerPixel[colourType]! * bitDepth) / 8, bytes.length, file);
  const view = viewOf(bytes);
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (chunkName(view, at) === 'IEND') return;
    at = end;
  }
  throw new StudioError(
    'BadFile',
    `${file}: the PNG is cut off: ${bytes.length} bytes without its end (IEND)`,
    {
      file,
      expected: 'a closing IEND chunk',
      found: `end of file after ${bytes.length} bytes`,
    },
  );
}

function chunkName(view: DataView, at: number): string {
  return String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
