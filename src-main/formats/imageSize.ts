import { StudioError } from '#domain/errors.ts';
import { sourceOfBytes, type ByteSource } from './ByteSource.ts';
import { isExr, readExrHeader } from './exrHeader.ts';
import { meantChannel } from './exrMeant.ts';
import { isHdf5, readHdf5Size } from './hdf5.ts';
import { requirePixelLimit } from './imageLimit.ts';
import { isJpeg, readJpegHeader } from './jpegHeader.ts';
import { isMatlab, readMatlabSize } from './matlab.ts';
import { isNetpbm, readNetpbmHeader } from './netpbm.ts';
import { isNpy, mapShape, readNpyHeader } from './npy.ts';
import { readNpzSize } from './npz.ts';
import { isPfm, readPfmHeader } from './pfm.ts';
import { isPng, readPngHeader } from './pngStructure.ts';
import { isSintelFloats, readSintelSize } from './sintelFloats.ts';
import { readTiffSize } from './tiff.ts';
import { isTiff } from './tiffDirectory.ts';
import { isWebp, readWebpHeader } from './webp.ts';
import { isZip } from './zipArchive.ts';

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Holds the header of all but a few files; EXR's attributes and long comments may need more. */
const headBytes = 4096;
const longHeadBytes = 65_536;

/**
 * Width and height of a picture or map, recognised by content. Only headers are read, of HDF5 its tree of names; a
 * MATLAB file up to v7 is read whole, because its variables follow each other.
 *
 * @param input  the file, or a part of it with the whole header
 * @param key    names the map in a file of several, as for decodeMap
 * @throws BadFile for a damaged header; Unsupported for another format, or more pixels than are read; as decodeMap for
 *         the key.
 */
export async function imageSize(
  input: Uint8Array | ByteSource,
  file: string,
  key: string | null = null,
): Promise<ImageSize> {
  const source = input instanceof Uint8Array ? sourceOfBytes(input) : input;
  const { width, height } = await sizeInHeader(source, file, key);
  requirePixelLimit(width, height, file);
  return { width, height };
}

async function sizeInHeader(source: ByteSource, file: string, key: string | null): Promise<ImageSize> {
  const head = await source.read(0, headBytes);
  const longHead = () => (source.byteLength > headBytes ? source.read(0, longHeadBytes) : head);
  if (isPng(head)) return readPngHeader(head, file);
  if (isJpeg(head)) return readJpegHeader(source, file);
  if (isWebp(head)) return readWebpHeader(head, file, source.byteLength);
  if (isPfm(head)) return readPfmHeader(await longHead(), file);
  if (isNetpbm(head)) return readNetpbmHeader(await longHead(), file);
  if (isNpy(head)) return mapShape(readNpyHeader(await longHead(), file).shape, file);
  if (isZip(head)) return readNpzSize(source, file, key);
  if (isTiff(head)) return readTiffSize(source, file);
  if (isExr(head)) return exrSize(await longHead(), file, key);
  if (isSintelFloats(head)) return readSintelSize(head, file);
  if (isMatlabName(file) && isMatlab(head)) return readMatlabSize(source, file, key);
  if (isHdf5(head)) return readHdf5Size(source, file, key);
  if (isMatlab(head)) return readMatlabSize(source, file, key);
  const expected = 'PNG, JPEG, WebP, PGM, PPM, PFM, NPY, NPZ, TIFF, EXR, DPT, FLO, HDF5 or MATLAB';
  const found = head.length === 0 ? 'an empty file' : 'another format';
  throw new StudioError('Unsupported', `${file}: expected ${expected}, found ${found}`, {
    file,
    expected,
    found,
  });
}

/** Where several channels might be meant, that of the first part: which one is asked when it is read. */
function exrSize(head: Uint8Array, file: string, key: string | null): ImageSize {
  const header = readExrHeader(head, file);
  const isClear = key !== null || header.hasSeveralParts;
  return isClear ? meantChannel(header, file, key).part : header.parts[0]!;
}

/** MATLAB's v7.3 is HDF5 with its axes reversed; only the name tells. */
function isMatlabName(file: string): boolean {
  return /\.mat$/i.test(file);
}
