import type { Picture } from '../../rasters/Raster.ts';
import { PictureMaps } from './PictureMaps.ts';
import { type Reference, ReferenceMaps } from './ReferenceMaps.ts';

/** A pair of pictures. */
const mostPictures = 2;

/**
 * Keeps what the last two pictures and the last ground truth say, so that several methods on one frame share it. Each is
 * the same where its bytes are; comparing them is quick against what it saves.
 */
export class FrameMemory {
  #pictures: readonly PictureMaps[] = [];
  #truth: ReferenceMaps | null = null;

  ofPicture(picture: Picture): PictureMaps {
    const maps =
      this.#pictures.find((known) => isSamePicture(known.picture, picture)) ?? new PictureMaps(picture);
    this.#pictures = [maps, ...this.#pictures.filter((known) => known !== maps)].slice(0, mostPictures);
    return maps;
  }

  ofTruth(truth: Reference): ReferenceMaps {
    if (this.#truth === null || !isSameReference(this.#truth.reference, truth))
      this.#truth = new ReferenceMaps(truth);
    return this.#truth;
  }
}

function isSamePicture(a: Picture, b: Picture): boolean {
  if (a === b) return true;
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels) return false;
  return isSame(a.data, b.data);
}

/** Of the rig a logarithm of depth takes only where infinity lies. */
function isSameReference(a: Reference, b: Reference): boolean {
  if (a.width !== b.width || a.height !== b.height || a.quantity !== b.quantity) return false;
  return a.rig?.doffsPx === b.rig?.doffsPx && isSame(bytesOf(a.values), bytesOf(b.values));
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): Int32Array {
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}

function isSame(x: ArrayLike<number>, y: ArrayLike<number>): boolean {
  if (x.length !== y.length) return false;
  for (let i = 0; i < x.length; i += 1) if (x[i] !== y[i]) return false;
  return true;
}
