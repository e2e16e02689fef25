import { StudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import { readPngHeader, requireWholePng } from './pngStructure.ts';
import { decodeSamples } from './sharpImage.ts';

const colourTypes: Readonly<Record<number, string>> = {
  2: 'RGB colour',
  3: 'a palette',
  4: 'grey with alpha',
  6: 'RGB colour with alpha',
};

/**
 * A grey PNG as numbers: 16-bit samples as uint16, 8-bit and smaller ones as uint8, exactly as stored. gAMA and colour
 * profiles are ignored, a transparent grey level stays the number it is. Interlaced files are read.
 *
 * @throws Unsupported for palette, colour and alpha PNGs; BadFile for damaged or truncated ones.
 */
export async function decodeDataPng(bytes: Uint8Array, file: string): Promise<RawMap> {
  const { bitDepth, colourType } = readPngHeader(bytes, file);
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
  const { width, height, data } = await decodeSamples(bytes, file);
  if (bitDepth >= 8) return { width, height, values: data };
  // The decoder stretches small samples to 8 bits by v · 255 / (2^bits − 1), which divides exactly.
  const stretch = 255 / (2 ** bitDepth - 1);
  return { width, height, values: Uint8Array.from(data, (value) => value / stretch) };
}
