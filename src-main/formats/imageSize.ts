import { StudioError } from '#domain/errors.ts';
import { decodeMap } from './decodeMap.ts';
import { isJpeg } from './decodePicture.ts';
import { isExr, readExrHeader } from './exrHeader.ts';
import { requirePixelLimit } from './imageLimit.ts';
import { isMatlab } from './matlab.ts';
import { isNetpbm, readNetpbmHeader } from './netpbm.ts';
import { isNpy, mapShape, readNpyHeader } from './npy.ts';
import { decodeNpz, isZip } from './npz.ts';
import { isPfm, readPfmHeader } from './pfm.ts';
import { isPng, readPngHeader } from './pngStructure.ts';
import { imageSizeInHeader } from './sharpImage.ts';
import { isSintelFloats, readSintelSize } from './sintelFloats.ts';
import { isTiff, readTiffSize } from './tiff.ts';

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** How many bytes at the head of a file tell its size; null = the whole file is needed. */
export function headerBytes(file: string): number | null {
  return /\.(jpe?g|npz|tiff?|h5|hdf5|dsp5|mat)$/i.test(file) ? null : 65_536;
}

/**
 * Width and height of a picture or map from its first bytes, recognised by content.
 * @param head  at least headerBytes(file) bytes, or the whole file.
 * @throws BadFile for a damaged header; Unsupported for another format, or more pixels than are read.
 */
export async function imageSize(head: Uint8Array, file: string): Promise<ImageSize> {
  const size = await sizeInHeader(head, file);
  requirePixelLimit(size.width, size.height, file);
  return size;
}

async function sizeInHeader(head: Uint8Array, file: string): Promise<ImageSize> {
  if (isPng(head)) return sizeOf(readPngHeader(head, file));
  if (isJpeg(head)) return sizeOf(await imageSizeInHeader(head, file));
  if (isPfm(head)) return sizeOf(readPfmHeader(head, file));
  if (isNetpbm(head)) return sizeOf(readNetpbmHeader(head, file));
  if (isNpy(head)) return mapShape(readNpyHeader(head, file).shape, file);
  if (isZip(head)) return sizeOf(decodeNpz(head, file, null));
  if (isTiff(head)) return readTiffSize(head, file);
  if (isExr(head)) return sizeOf(readExrHeader(head, file));
  if (isSintelFloats(head)) return readSintelSize(head, file);
  if (isMatlab(head)) return sizeOf(await decodeMap(head, file));
  const expected = 'PNG, JPEG, PGM, PPM, PFM, NPY, NPZ, TIFF, EXR, DPT, FLO, HDF5 or MATLAB';
  const found = head.length === 0 ? 'an empty file' : 'another format';
  throw new StudioError('Unsupported', `${file}: expected ${expected}, found ${found}`, {
    file,
    expected,
    found,
  });
}

function sizeOf({ width, height }: ImageSize): ImageSize {
  return { width, height };
}
