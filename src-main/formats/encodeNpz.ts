import { zipSync } from 'fflate';
import type { SampleArray } from '#domain/rasters/RawMap.ts';
import { encodeNpy } from './encodeNpy.ts';

/**
 * One array as numpy.savez_compressed stores it: a ZIP with a single deflated `KEY.npy`. The date in it is fixed, so
 * that the same values give the same bytes.
 *
 * @param key    the array's name in the file.
 * @param shape  e.g. [height, width]; its product is the number of values.
 */
export function encodeNpz(key: string, values: SampleArray, shape: readonly number[]): Uint8Array {
  const mtime = new Date(1980, 0, 1);
  return zipSync({ [`${key}.npy`]: [encodeNpy(values, shape), { level: 9, mem: 12, mtime }] });
}
