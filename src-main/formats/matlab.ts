import { readAll, sourceOfBytes, type ByteSource } from './ByteSource.ts';
import { chooseEntry } from './chooseEntry.ts';
import { cOrderFromFortran } from './cOrderFromFortran.ts';
import { decodeHdf5, isHdf5, readHdf5Shape } from './hdf5.ts';
import { isMatlab4, readMatlab4 } from './matlab4.ts';
import { isMatlab5, readMatlab5 } from './matlab5.ts';
import { mapShape } from './npy.ts';
import type { MatlabVariable, NumericArray } from './NumericArray.ts';

/** Enough to see MATLAB's header of 128 bytes and HDF5's signature behind 512. */
const headBytes = 1024;

/** True for a MATLAB file of level 4, level 5 (v5 to v7) and v7.3, which is HDF5. */
export function isMatlab(bytes: Uint8Array): boolean {
  return isHdf5(bytes) || isMatlab5(bytes) || isMatlab4(bytes);
}

/**
 * A numeric array of a MATLAB file, with MATLAB's axes: the first counts rows.
 * @param key  the variable's name, `struct.field` within a struct; in a file of v7.3 also which one along the last axis,
 *             from 0: `depths[17]`; null = the only one
 * @throws InvalidOption where a key is needed; NotFound for another; BadFile for damaged files
 */
export async function decodeMatlab(
  input: Uint8Array | ByteSource,
  file: string,
  key: string | null,
): Promise<NumericArray> {
  const source = input instanceof Uint8Array ? sourceOfBytes(input) : input;
  if (isHdf5(await source.read(0, headBytes))) {
    // MATLAB writes its column-major memory as it is, so HDF5 sees the axes in reverse order.
    const { shape, values } = await decodeHdf5(source, file, key);
    const axes = shape.toReversed();
    return { shape: axes, values: cOrderFromFortran(values, axes) };
  }
  return variableOf(await readAll(source), file, key);
}

/** Rows and columns of such a map; of v7.3 without its values. @throws as decodeMatlab */
export async function readMatlabSize(
  source: ByteSource,
  file: string,
  key: string | null,
): Promise<{ readonly width: number; readonly height: number }> {
  const isNew = isHdf5(await source.read(0, headBytes));
  const shape = isNew
    ? (await readHdf5Shape(source, file, key)).toReversed()
    : variableOf(await readAll(source), file, key).shape;
  return mapShape(shape, file);
}

function variableOf(bytes: Uint8Array, file: string, key: string | null): MatlabVariable {
  const variables = isMatlab5(bytes) ? readMatlab5(bytes, file) : readMatlab4(bytes, file);
  const names = variables.map(({ name }) => name);
  return variables[names.indexOf(chooseEntry(names, key, file, 'variable'))]!;
}
