import { headerBytes, imageSize } from '#formats/imageSize.ts';
import type { ImageSize } from '#formats/imageSize.ts';
import { readBytes, readHead } from './readBytes.ts';

/**
 * Width and height as decodePicture or decodeMap would give them, from the header alone where the format allows.
 * @throws FileMissing, BadFile, Unsupported
 */
export async function readImageSize(path: string): Promise<ImageSize> {
  const count = headerBytes(path);
  return imageSize(count === null ? await readBytes(path) : await readHead(path, count), path);
}
