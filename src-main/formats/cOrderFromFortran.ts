import type { SampleArray } from '#domain/rasters/RawMap.ts';

/** Values stored with the first axis fastest (Fortran, MATLAB), put in the order with the last axis fastest. */
export function cOrderFromFortran(stored: SampleArray, shape: readonly number[]): SampleArray {
  const values = stored.slice();
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
  const index = shape.map(() => 0);
  for (let i = 0, at = 0; i < stored.length; i++) {
    values[at] = stored[i]!;
    for (let axis = 0; axis < shape.length; axis++) {
      at += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      at -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return values;
}
