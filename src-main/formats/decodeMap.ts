import { StudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import { decodeDataPng } from './dataPng.ts';
import { requireMapFormat } from './mapFormats.ts';
import { decodeNetpbm } from './netpbm.ts';
import { decodeNpyMap } from './npy.ts';
import { decodeNpz } from './npz.ts';
import { decodePfm } from './pfm.ts';

/**
 * A map file (`.png .pfm .npy .npz .pgm`) as the numbers it stores.
 *
 * @param file  for the format (by its extension, confirmed by content) and for messages.
 * @param key   the array's name in an NPZ; null = its only one.
 * @throws Unsupported for other formats, colour files, palettes, object arrays; BadFile for damaged ones;
 *         NotFound and InvalidOption for the key of an NPZ.
 */
export async function decodeMap(bytes: Uint8Array, file: string, key: string | null = null): Promise<RawMap> {
  const format = requireMapFormat(bytes, file);
  switch (format) {
    case 'png':
      return decodeDataPng(bytes, file);
    case 'pfm':
      return requireOneChannel(decodePfm(bytes, file), file);
    case 'pgm':
      return requireOneChannel(decodeNetpbm(bytes, file), file);
    case 'npy':
      return decodeNpyMap(bytes, file);
    case 'npz':
      return decodeNpz(bytes, file, key);
  }
}

function requireOneChannel(
  { channels, width, height, values }: RawMap & { channels: 1 | 3 },
  file: string,
): RawMap {
  if (channels === 1) return { width, height, values };
  throw new StudioError(
    'Unsupported',
    `${file}: a map has one number per pixel; this file holds RGB colour`,
    {
      file,
      expected: '1 channel',
      found: `${channels} channels`,
    },
  );
}
