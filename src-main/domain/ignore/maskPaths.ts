import type { BackgroundMasks } from './BackgroundRule.ts';

const extensions = ['png', 'pgm', 'tif', 'tiff', 'npy', 'jpg'];

/**
 * Where the mask of a picture may be, the likeliest first: in the rule's folder, under the picture's path or else its name,
 * with any of the extensions that masks are read from.
 *
 * @param picture  relative to the dataset's folder, with forward slashes.
 */
export function maskPaths({ folder }: BackgroundMasks, picture: string): readonly string[] {
  const stem = picture.replace(/\.\w+$/, '');
  const name = stem.slice(stem.lastIndexOf('/') + 1);
  const stems = [...new Set([stem, name])].map((each) => `${folder}/${each}`);
  return stems.flatMap((each) => extensions.map((extension) => `${each}.${extension}`));
}
