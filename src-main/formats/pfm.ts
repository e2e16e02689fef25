import { StudioError } from '#domain/errors.ts';
import { readHeaderTokens } from './headerTokens.ts';

export interface PfmImage {
  readonly width: number;
  readonly height: number;
  /** 1 for `Pf`, 3 for `PF`. */
  readonly channels: 1 | 3;
  /** As stored, rows from the top. */
  readonly values: Float32Array;
}

export interface PfmHeader extends Omit<PfmImage, 'values'> {
  readonly isLittleEndian: boolean;
  /** Index of the byte after the header's last word. */
  readonly end: number;
}

/** True for `Pf` and `PF`. */
export function isPfm(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && (bytes[1] === 0x66 || bytes[1] === 0x46);
}

/** @throws BadFile */
export function readPfmHeader(bytes: Uint8Array, file: string): PfmHeader {
  const { tokens, end } = readHeaderTokens(bytes, 4);
  const [magic = ''] = tokens;
  const [width = NaN, height = NaN, scale = NaN] = tokens.slice(1).map(Number);
  const isSize = [width, height].every((n) => Number.isInteger(n) && n > 0);
  if ((magic !== 'Pf' && magic !== 'PF') || !isSize || !Number.isFinite(scale) || scale === 0) {
    throw new StudioError('BadFile', `${file}: wrong PFM header "${tokens.join(' ')}"`, {
      file,
      expected: 'Pf or PF, then width, height and a scale that is not 0',
      found: tokens.join(' '),
    });
  }
  return { width, height, channels: magic === 'PF' ? 3 : 1, isLittleEndian: scale < 0, end };
}

/**
 * A PFM file. The sign of the scale is the byte order; its size is ignored, as by Middlebury. Rows are stored from the
 * bottom and returned from the top. The header may use any white space, comments included.
 *
 * @throws BadFile for a wrong header, or where the length is not exactly what the header promises.
 * Source: domain.md §6.4.
 */
export function decodePfm(bytes: Uint8Array, file: string): PfmImage {
  const { isLittleEndian, end, ...header } = readPfmHeader(bytes, file);
  const rowLength = header.width * header.channels;
  const needed = 4 * rowLength * header.height;
  const found = bytes.length - bodyStart(bytes, end, needed);
  if (found !== needed) {
    const { width, height } = header;
    throw new StudioError(
      'BadFile',
      `${file}: a ${width}×${height} PFM has ${needed} bytes of data, found ${found}`,
      {
        file,
        expected: needed,
        found,
      },
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - needed, needed);
  const values = new Float32Array(rowLength * header.height);
  for (let y = 0, at = 0; y < header.height; y++) {
    const row = (header.height - 1 - y) * rowLength;
    for (let x = 0; x < rowLength; x++, at += 4) values[row + x] = view.getFloat32(at, isLittleEndian);
  }
  return { ...header, values };
}

/** One white space byte ends the header; where the length tells that CR and LF both do, two. */
function bodyStart(bytes: Uint8Array, end: number, needed: number): number {
  const isCrLf = bytes[end] === 0x0d && bytes[end + 1] === 0x0a;
  return Math.min(bytes.length, isCrLf && bytes.length - (end + 2) === needed ? end + 2 : end + 1);
}

/**
 * A one-channel PFM, rows from the top in, from the bottom out. NaN (invalid) is written as +Infinity, which is what
 * readers of Middlebury files expect.
 */
export function encodePfm(
  { width, height, values }: Pick<PfmImage, 'width' | 'height' | 'values'>,
  byteOrder: 'little' | 'big' = 'little',
): Uint8Array {
  const isLittleEndian = byteOrder === 'little';
  const header = new TextEncoder().encode(`Pf\n${width} ${height}\n${isLittleEndian ? '-1.0' : '1.0'}\n`);
  const bytes = new Uint8Array(header.length + 4 * width * height);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = values[y * width + x]!;
      const at = 4 * ((height - 1 - y) * width + x);
      view.setFloat32(at, Number.isNaN(value) ? Infinity : value, isLittleEndian);
    }
  }
  return bytes;
}
