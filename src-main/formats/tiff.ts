import type { GeoTIFFImage } from 'geotiff';
import { StudioError } from '#domain/errors.ts';
import type { RawMap, SampleArray } from '#domain/rasters/RawMap.ts';
import { requirePixelLimit } from './imageLimit.ts';

/** Deflate packs no more than 1032 bytes into one; no other compression of TIFF packs maps tighter. */
const mostBytesPerByte = 1032;
const bitsReversed = 2;

/** True for classic TIFF and BigTIFF of either byte order. */
export function isTiff(bytes: Uint8Array): boolean {
  const order = String.fromCharCode(bytes[0] ?? 0, bytes[1] ?? 0);
  const version = order === 'II' ? bytes[2] : bytes[3];
  return (order === 'II' || order === 'MM') && (version === 42 || version === 43);
}

/**
 * A one-channel TIFF as numbers: 8 to 32-bit integers, float16 to float64, any compression but JPEG, either byte order.
 * No colour handling: what is stored is what is returned.
 * @throws Unsupported for colour, several pages, JPEG-compressed data; BadFile for damaged files
 * Source: TIFF 6.0.
 */
export async function decodeTiff(bytes: Uint8Array, file: string): Promise<RawMap> {
  const image = await openTiff(bytes, file);
  await requireReadablePrediction(image, file);
  const [width, height] = [image.getWidth(), image.getHeight()];
  const sampleBytes = image.getBytesPerPixel();
  if (width * height * sampleBytes > mostBytesPerByte * bytes.length) {
    const message = `${file}: ${width}×${height} pixels cannot be in ${bytes.length} bytes`;
    throw new StudioError('BadFile', message, {
      file,
      expected: width * height * sampleBytes,
      found: bytes.length,
    });
  }
  const samples = await damagedUnless(file, async () => {
    const [channel] = (await image.readRasters({ interleave: false })) as unknown as SampleArray[];
    return channel!;
  });
  return { width, height, values: await withBitOrder(image, samples, file) };
}

/** Width and height of the first page. @throws BadFile, Unsupported */
export async function readTiffSize(
  bytes: Uint8Array,
  file: string,
): Promise<{ readonly width: number; readonly height: number }> {
  const image = await openTiff(bytes, file);
  return { width: image.getWidth(), height: image.getHeight() };
}

async function openTiff(bytes: Uint8Array, file: string): Promise<GeoTIFFImage> {
  const { image, pages } = await damagedUnless(file, async () => {
    const { fromArrayBuffer } = await import('geotiff');
    const tiff = await fromArrayBuffer(bytes.slice().buffer);
    return { image: await tiff.getImage(), pages: await tiff.getImageCount() };
  });
  const [width, height, channels] = [image.getWidth(), image.getHeight(), image.getSamplesPerPixel()];
  if (!(width > 0 && height > 0)) {
    throw new StudioError('BadFile', `${file}: a TIFF of ${width}×${height} pixels`, {
      file,
      expected: 'a width and a height above 0',
      found: `${width}×${height}`,
    });
  }
  requirePixelLimit(width, height, file);
  if (channels === 1 && pages === 1) return image;
  throw new StudioError(
    'Unsupported',
    `${file}: a map has one number per pixel; this TIFF has ${channels} channels and ${pages} pages`,
    { file, expected: '1 channel, 1 page', found: `${channels} channels, ${pages} pages` },
  );
}

/** The library undoes prediction before it swaps bytes, which is wrong for samples of several bytes. */
async function requireReadablePrediction(image: GeoTIFFImage, file: string): Promise<void> {
  const predictor: unknown = image.fileDirectory.hasTag('Predictor')
    ? await image.fileDirectory.loadValue('Predictor')
    : 1;
  if (image.littleEndian || predictor === 1 || image.getBytesPerPixel() === 1) return;
  throw new StudioError(
    'Unsupported',
    `${file}: a big-endian TIFF with prediction (Predictor ${String(predictor)})`,
    {
      file,
      expected: 'little-endian, or no predictor',
      found: `big-endian, predictor ${String(predictor)}`,
    },
  );
}

/** FillOrder 2 stores the bits of every byte in reverse. */
async function withBitOrder(image: GeoTIFFImage, samples: SampleArray, file: string): Promise<SampleArray> {
  if (!image.fileDirectory.hasTag('FillOrder')) return samples;
  if ((await image.fileDirectory.loadValue('FillOrder')) !== bitsReversed) return samples;
  if (image.fileDirectory.getValue('Compression') !== 1) {
    throw new StudioError('Unsupported', `${file}: a compressed TIFF with reversed bits (FillOrder 2)`, {
      file,
      expected: 'FillOrder 1, or no compression',
      found: 'FillOrder 2',
    });
  }
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i]!;
    byte = ((byte & 0x0f) << 4) | (byte >> 4);
    byte = ((byte & 0x33) << 2) | ((byte >> 2) & 0x33);
    bytes[i] = ((byte & 0x55) << 1) | ((byte >> 1) & 0x55);
  }
  return samples;
}

async function damagedUnless<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new StudioError(
      'BadFile',
      `${file}: the TIFF is damaged or of a kind that is not read: ${detail}`,
      { file },
      error,
    );
  }
}
