import { StudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import { readAll, sourceOfBytes, type ByteSource } from './ByteSource.ts';
import { decodeDataPng } from './dataPng.ts';
import { decodeExr } from './exr.ts';
import { decodeHdf5 } from './hdf5.ts';
import { requireMapFormat } from './mapFormats.ts';
import { decodeMatlab } from './matlab.ts';
import { decodeNetpbm } from './netpbm.ts';
import { decodeNpyMap, mapShape } from './npy.ts';
import { decodeNpz } from './npz.ts';
import type { NumericArray } from './NumericArray.ts';
import { decodePfm } from './pfm.ts';
import { decodeDpt, decodeFlo } from './sintelFloats.ts';
import { decodeTiff } from './tiff.ts';

/** Enough to tell the formats apart: HDF5's signature may stand behind MATLAB's 512 bytes. */
const headBytes = 1024;

/**
 * A map file as the numbers it stores; mapFormats.ts lists the formats.
 *
 * @param input  the file; of HDF5 on disk only the map is read
 * @param file  for the format (by its extension, confirmed by content) and for messages.
 * @param key   of the array (NPZ), dataset (HDF5), variable (MATLAB), channel (EXR) or component (.flo),
 *              of HDF5 also which one along the first axis: `depths[17]`; null = its only one.
 * @throws Unsupported for other formats, colour files, palettes, object arrays; BadFile for damaged ones;
 *         NotFound and InvalidOption for the key.
 */
export async function decodeMap(
  input: Uint8Array | ByteSource,
  file: string,
  key: string | null = null,
): Promise<RawMap> {
  const source = input instanceof Uint8Array ? sourceOfBytes(input) : input;
  const format = requireMapFormat(await source.read(0, headBytes), file);
  if (format === 'hdf5') return mapOf(await decodeHdf5(source, file, key), file);
  if (format === 'matlab') return mapOf(await decodeMatlab(source, file, key), file);
  const bytes = await readAll(source);
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
    case 'tiff':
      return decodeTiff(bytes, file);
    case 'exr':
      return decodeExr(bytes, file, key);
    case 'dpt':
      return decodeDpt(bytes, file);
    case 'flo':
      return decodeFlo(bytes, file, key);
  }
}

function mapOf({ shape, values }: NumericArray, file: string): RawMap {
  return { ...mapShape(shape, file), values };
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
