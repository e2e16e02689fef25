import { isJpeg, readJpegHeader } from '#formats/jpegHeader.ts';
import { splitMapPath } from '#formats/mapFormats.ts';
import { withSource } from './readBytes.ts';

/**
 * EXIF's orientation of a picture, 1 to 8; 1 = as stored. Only JPEGs are turned by it.
 * @throws FileMissing, BadFile
 */
export async function readOrientation(pathAndKey: string): Promise<number> {
  const { path } = splitMapPath(pathAndKey);
  return withSource(path, async (source) => {
    if (!isJpeg(await source.read(0, 4))) return 1;
    return (await readJpegHeader(source, path)).orientation;
  });
}
