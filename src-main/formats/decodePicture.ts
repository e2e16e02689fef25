import { StudioError } from '#domain/errors.ts';
import type { Picture } from '#domain/rasters/Raster.ts';
import { readAll, sourceOfBytes, type ByteSource } from './ByteSource.ts';
import { decodeHdf5, isHdf5 } from './hdf5.ts';
import { isJpeg } from './jpegHeader.ts';
import { decodeMatlab, isMatlab } from './matlab.ts';
import { decodeNetpbm, isNetpbm } from './netpbm.ts';
import { pictureOfArray } from './pictureOfArray.ts';
import { isPng, requireWholePng } from './pngStructure.ts';
import { decodeSamples } from './sharpImage.ts';
import { isWebp, readWebpHeader } from './webp.ts';

const headBytes = 1024;
const readable = 'PNG, JPEG, WebP, PGM, PPM, or an array in HDF5 or MATLAB';

/**
 * A picture as 8-bit grey or RGB: PNG, JPEG, WebP, PGM, PPM, recognised by content, or an array of bytes in an HDF5 or
 * MATLAB file (H×W, H×W×3 or 3×H×W).
 *
 * Samples keep their values: colour profiles and gamma are ignored and alpha is dropped without compositing, as
 * OpenCV's imread does. A JPEG is turned upright. 16-bit samples become 8-bit by v >> 8; PGM and PPM samples with
 * another largest value than 255 are scaled to it and rounded.
 *
 * @param input  the file; of HDF5 on disk only the array is read
 * @param key    of the array, as for decodeMap: `images[17]`
 * @throws BadFile for damaged or truncated files; Unsupported for other formats; as decodeMap for the key.
 */
export async function decodePicture(
  input: Uint8Array | ByteSource,
  file: string,
  key: string | null = null,
): Promise<Picture> {
  const source = input instanceof Uint8Array ? sourceOfBytes(input) : input;
  const head = await source.read(0, headBytes);
  if (/\.mat$/i.test(file) && isMatlab(head)) {
    return pictureOfArray(await decodeMatlab(source, file, key), file);
  }
  if (isHdf5(head)) return pictureOfArray(await decodeHdf5(source, file, key), file);
  const bytes = await readAll(source);
  if (isNetpbm(bytes)) return netpbmPicture(bytes, file);
  if (isPng(bytes)) requireWholePng(bytes, file);
  else if (isWebp(bytes)) readWebpHeader(bytes, file, bytes.length);
  else if (!isJpeg(bytes)) {
    const found = bytes.length === 0 ? 'an empty file' : 'another format';
    throw new StudioError('Unsupported', `${file}: expected a picture (${readable}), found ${found}`, {
      file,
      expected: readable,
      found,
    });
  }
  const { width, height, channels, data } = await decodeSamples(bytes, file);
  return { width, height, channels, data: eightBit(data) };
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
