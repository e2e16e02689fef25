import { imageSize } from '#formats/imageSize.ts';
import type { ImageSize } from '#formats/imageSize.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import { withSource } from './readBytes.ts';

/**
 * Width and height as decodePicture or decodeMap would give them, from the header alone; `x.npz:key` names an array.
 * @throws FileMissing, BadFile, Unsupported; as decodeMap for the key
 */
export function readImageSize(pathAndKey: string): Promise<ImageSize> {
  const { path, key } = splitMapPath(pathAndKey);
  return withSource(path, (source) => imageSize(source, path, key));
}
