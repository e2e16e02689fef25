import { StudioError } from '#domain/errors.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { decodeNetpbm, isNetpbm } from './netpbm.ts';
import { isPng, requireWholePng } from './pngStructure.ts';
import { decodeSamples } from './sharpImage.ts';

/**
 * A picture as 8-bit grey or RGB: PNG, JPEG, PGM, PPM, recognised by content.
 *
 * Samples keep their values: colour profiles and gamma are ignored and alpha is dropped without compositing, as
 * OpenCV's imread does. A JPEG is turned upright. 16-bit samples become 8-bit by v >> 8; PGM and PPM samples with
 * another largest value than 255 are scaled to it and rounded.
 *
 * @throws BadFile for damaged or truncated files; Unsupported for other formats.
 */
export async function decodePicture(bytes: Uint8Array, file: string): Promise<Picture> {
  if (isNetpbm(bytes)) return netpbmPicture(bytes, file);
  if (isPng(bytes)) requireWholePng(bytes, file);
  else if (!isJpeg(bytes)) {
    const expected = 'PNG, JPEG, PGM or PPM';
    const found = bytes.length === 0 ? 'an empty file' : 'another format';
    throw new StudioError('Unsupported', `${file}: expected a picture (${expected}), found ${found}`, {
      file,
      expected,
      found,
    });
  }
  const { width, height, channels, data } = await decodeSamples(bytes, file);
  return { width, height, channels, data: eightBit(data) };
}

/** True where the bytes begin as a JPEG does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

function netpbmPicture(bytes: Uint8Array, file: string): Picture {
  const { width, height, channels, maxValue, values } = decodeNetpbm(bytes, file);
  const isPlain = maxValue === 255 || maxValue === 65535;
  const data = isPlain ? eightBit(values) : Uint8Array.from(values, (v) => Math.round((v * 255) / maxValue));
  return { width, height, channels, data };
}

function eightBit(samples: Uint8Array | Uint16Array): Uint8Array {
  return samples instanceof Uint8Array ? samples : Uint8Array.from(samples, (v) => v >> 8);
}
