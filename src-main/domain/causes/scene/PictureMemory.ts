import type { Picture } from '../../rasters/Raster.ts';
import { PictureMaps } from './PictureMaps.ts';

/** A pair of pictures. */
const mostPictures = 2;

/**
 * Keeps what the last two pictures say, so that several methods on one frame share it. A picture is the same where its
 * bytes are; comparing them is quick against what it saves.
 */
export class PictureMemory {
  #known: readonly PictureMaps[] = [];

  of(picture: Picture): PictureMaps {
    const maps = this.#known.find((known) => isSame(known.picture, picture)) ?? new PictureMaps(picture);
    this.#known = [maps, ...this.#known.filter((known) => known !== maps)].slice(0, mostPictures);
    return maps;
  }
}

function isSame(a: Picture, b: Picture): boolean {
  if (a === b) return true;
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels) return false;
  const [x, y] = [a.data, b.data];
  for (let i = 0; i < x.length; i += 1) if (x[i] !== y[i]) return false;
  return true;
}
