import { chooseEntry } from './chooseEntry.ts';
import { decodeHdf5, isHdf5 } from './hdf5.ts';
import { isMatlab4, readMatlab4 } from './matlab4.ts';
import { isMatlab5, readMatlab5 } from './matlab5.ts';
import { cOrderFromFortran } from './cOrderFromFortran.ts';
import type { NumericArray } from './NumericArray.ts';

/** True for a MATLAB file of level 4, level 5 (v5 to v7) and v7.3, which is HDF5. */
export function isMatlab(bytes: Uint8Array): boolean {
  return isHdf5(bytes) || isMatlab5(bytes) || isMatlab4(bytes);
}

/**
 * A numeric array of a MATLAB file, with MATLAB's axes: the first counts rows.
 * @param key  the variable's name, `struct.field` within a struct; null = the only one
 * @throws InvalidOption where a key is needed; NotFound for another; BadFile for damaged files
 */
export async function decodeMatlab(
  bytes: Uint8Array,
  file: string,
  key: string | null,
): Promise<NumericArray> {
  if (isHdf5(bytes)) {
    // MATLAB writes its column-major memory as it is, so HDF5 sees the axes in reverse order.
    const { shape, values } = await decodeHdf5(bytes, file, key);
    const axes = shape.toReversed();
    return { shape: axes, values: cOrderFromFortran(values, axes) };
  }
  const variables = isMatlab5(bytes) ? readMatlab5(bytes, file) : readMatlab4(bytes, file);
  const names = variables.map(({ name }) => name);
  const chosen = chooseEntry(names, key, file, 'variable');
  return variables.find(({ name }) => name === chosen)!;
}
