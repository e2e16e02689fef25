import type { Picture } from '../rasters/Raster.ts';
import type { Corner } from './findCorners.ts';

/** Half the side of a patch, px. */
export const patchRadius = 5;
export const patchSize = (2 * patchRadius + 1) ** 2;

/**
 * The surroundings of a place, without their brightness and contrast: mean 0 and length 1, so that the product of two
 * is their normalised cross-correlation, [-1, 1]. Flat surroundings give zeros. The place keeps patchRadius from the
 * border.
 */
export function readPatch({ width, data }: Picture, { x, y }: Corner, out: Float32Array): void {
  let [sum, squares, i] = [0, 0, 0];
  for (let v = y - patchRadius; v <= y + patchRadius; v += 1) {
    for (let at = v * width + x - patchRadius; at <= v * width + x + patchRadius; at += 1, i += 1) {
      const value = data[at]!;
      out[i] = value;
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / patchSize;
  const energy = squares - sum * mean;
  const scale = energy > 0 ? 1 / Math.sqrt(energy) : 0;
  for (i = 0; i < patchSize; i += 1) out[i] = (out[i]! - mean) * scale;
}

/** Patches of many places, one after the other. */
export function readPatches(picture: Picture, corners: readonly Corner[]): Float32Array {
  const patches = new Float32Array(corners.length * patchSize);
  corners.forEach((corner, i) => {
    readPatch(picture, corner, patches.subarray(i * patchSize, (i + 1) * patchSize));
  });
  return patches;
}

/** Normalised cross-correlation of two patches that begin at these indices. */
export function correlation(a: Float32Array, atA: number, b: Float32Array, atB: number): number {
  let sum = 0;
  for (let i = 0; i < patchSize; i += 1) sum += a[atA + i]! * b[atB + i]!;
  return sum;
}
