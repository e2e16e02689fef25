import { StudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import { chooseEntry } from './chooseEntry.ts';

const headerBytes = 12;

/** True for the tag 202021.25, which reads `PIEH`. */
export function isSintelFloats(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x49 && bytes[2] === 0x45 && bytes[3] === 0x48;
}

/** Width and height, little-endian after the tag. @throws BadFile */
export function readSintelSize(
  bytes: Uint8Array,
  file: string,
): { readonly width: number; readonly height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isWhole = isSintelFloats(bytes) && bytes.length >= headerBytes;
  const width = isWhole ? view.getInt32(4, true) : 0;
  const height = isWhole ? view.getInt32(8, true) : 0;
  if (width > 0 && height > 0) return { width, height };
  throw new StudioError('BadFile', `${file}: wrong header; expected PIEH, width and height`, {
    file,
    expected: 'PIEH, then a width and a height above 0',
    found: `${bytes.length} bytes, ${width}×${height}`,
  });
}

/**
 * Sintel's depth (`.dpt`): float32 from the top, little-endian.
 * @throws BadFile for a wrong header, or where the length is not what the header promises
 * Source: domain.md §6.4.
 */
export function decodeDpt(bytes: Uint8Array, file: string): RawMap {
  const { width, height } = readSintelSize(bytes, file);
  return { width, height, values: floats(bytes, { width, height, channels: 1 }, file) };
}

/**
 * One component of an optical flow (`.flo`): `u` to the right, `v` downwards, px. The disparity of a rectified pair is
 * −u of the flow from left to right.
 * @throws BadFile as decodeDpt; InvalidOption without a key; NotFound for another
 */
export function decodeFlo(bytes: Uint8Array, file: string, key: string | null): RawMap {
  const { width, height } = readSintelSize(bytes, file);
  const component = chooseEntry(['u', 'v'], key, file, 'component');
  const both = floats(bytes, { width, height, channels: 2 }, file);
  const first = component === 'u' ? 0 : 1;
  return {
    width,
    height,
    values: Float32Array.from({ length: width * height }, (_, i) => both[2 * i + first]!),
  };
}

function floats(
  bytes: Uint8Array,
  { width, height, channels }: { width: number; height: number; channels: number },
  file: string,
): Float32Array {
  const count = width * height * channels;
  const found = bytes.length - headerBytes;
  if (found !== 4 * count) {
    const message = `${file}: ${width}×${height} values of ${channels} × float32 have ${4 * count} bytes, found ${found}`;
    throw new StudioError('BadFile', message, { file, expected: 4 * count, found });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + headerBytes, found);
  return Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, true));
}
