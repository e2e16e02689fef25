import type { SampleArray } from '#domain/rasters/RawMap.ts';

/** An array of a container file (HDF5, MATLAB), whatever its number of axes. */
export interface NumericArray {
  readonly shape: readonly number[];
  /** In C order (last axis fastest); 64-bit integers as float64 (exact to 2^53), booleans as 0 and 1. */
  readonly values: SampleArray;
}

/** A numeric variable of a MATLAB file; fields of structs have names like `data.depth`. */
export interface MatlabVariable extends NumericArray {
  readonly name: string;
}
