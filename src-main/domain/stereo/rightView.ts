import { cutRaster } from '../rasters/cut.ts';
import { mirroredPicture, mirroredRaster } from '../rasters/mirrored.ts';
import type { Picture, Raster } from '../rasters/Raster.ts';
import type { SearchRange } from './SearchRange.ts';
import { searchRange } from './SearchRange.ts';

interface Pair {
  readonly left: Picture;
  readonly right: Picture;
}

type Range = Pick<SearchRange, 'minDisparity'> & { readonly numDisparities: number };

/**
 * A pair as a matcher of left views must be given it to match the right view: mirrored, the pictures in each other's
 * place, and with their outermost columns repeated on both sides as far as the range reaches. Without that the matcher
 * would say nothing about a strip of the right picture, since it answers only where the whole range can be compared; and
 * every left pixel whose partner lies in that strip would pass for contradicted. Disparities that lead into the
 * repeated columns are compared with these, and so can win by mistake, but never confirm a left pixel.
 */
export function pairFromTheRight({ left, right }: Pair, range: Range): Pair {
  const margins = marginsOf(left, range);
  return {
    left: withMargins(mirroredPicture(right), margins),
    right: withMargins(mirroredPicture(left), margins),
  };
}

/**
 * The map of such a pair as the map of the right view.
 * @param size  of the pictures
 * @returns px, positive in the same sense as the left view's
 */
export function mapOfRightView<R extends Raster>(
  map: R,
  size: { readonly width: number; readonly height: number },
  range: Range,
): R {
  return mirroredRaster(cutRaster(map, [marginsOf(size, range)[0], 0, size.width, size.height]));
}

/** Columns before the first matchable one and after the last. */
function marginsOf(
  size: { readonly width: number; readonly height: number },
  range: Range,
): readonly [number, number] {
  const { firstX, columns } = searchRange(size, range);
  return columns === 0 ? [0, 0] : [firstX, size.width - firstX - columns];
}

function withMargins(picture: Picture, [before, after]: readonly [number, number]): Picture {
  const { height, channels, data } = picture;
  const width = before + picture.width + after;
  const wide = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * picture.width * channels, (y + 1) * picture.width * channels);
    const at = y * width * channels;
    wide.set(row, at + before * channels);
    for (let c = 0; c < channels; c++) {
      for (let x = 0; x < before; x++) wide[at + x * channels + c] = row[c]!;
      for (let x = width - after; x < width; x++) wide[at + x * channels + c] = row.at(c - channels)!;
    }
  }
  return { width, height, channels, data: wide };
}
