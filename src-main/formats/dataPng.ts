import { StudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import { decodeGreyPng } from './greyPng.ts';
import { readPngHeader, requireWholePng } from './pngStructure.ts';
import { decodeSamples } from './sharpImage.ts';

const colourTypes: Readonly<Record<number, string>> = {
  2: 'RGB colour of 16 bits',
  3: 'a palette',
  4: 'grey with alpha',
  6: 'RGB colour with alpha of 16 bits',
};
/** RGB and RGB with alpha, which is dropped. */
const rgbTypes: readonly number[] = [2, 6];

/**
 * A grey PNG as numbers: 16-bit samples as uint16, 8-bit and smaller ones as uint8, exactly as stored. gAMA and colour
 * profiles are ignored, a transparent grey level stays the number it is. Interlaced files are read. An 8-bit RGB PNG is
 * read as R + 256·G + 65536·B, for encodings that make a number of colours.
 *
 * @throws Unsupported for palette, 16-bit colour and grey alpha PNGs; BadFile for damaged or truncated ones.
 */
export async function decodeDataPng(bytes: Uint8Array, file: string): Promise<RawMap> {
  const header = readPngHeader(bytes, file);
  const { bitDepth, colourType } = header;
  if (rgbTypes.includes(colourType) && bitDepth === 8) {
    requireWholePng(bytes, file);
    const { width, height, data } = await decodeSamples(bytes, file);
    return { width, height, values: packed(data), isRgb: true };
  }
  if (colourType !== 0) {
    const found = colourTypes[colourType] ?? `colour type ${colourType}`;
    throw new StudioError(
      'Unsupported',
      `${file}: a map must be a grey PNG of 8 or 16 bits; this one holds ${found}`,
      {
        file,
        expected: 'grey PNG of 8 or 16 bits',
        found,
      },
    );
  }
  requireWholePng(bytes, file);
  const plain = await decodeGreyPng(bytes, header);
  if (plain !== null) return plain;
  const { width, height, data } = await decodeSamples(bytes, file);
  if (bitDepth >= 8) return { width, height, values: data };
  // The decoder stretches small samples to 8 bits by v · 255 / (2^bits − 1), which divides exactly.
  const stretch = 255 / (2 ** bitDepth - 1);
  return { width, height, values: Uint8Array.from(data, (value) => value / stretch) };
}

/** R + 256·G + 65536·B of each pixel. */
function packed(data: Uint8Array | Uint16Array): Uint32Array {
  const values = new Uint32Array(data.length / 3);
  for (let i = 0, at = 0; i < values.length; i++, at += 3)
    values[i] = data[at]! + 256 * data[at + 1]! + 65536 * data[at + 2]!;
  return values;
}
