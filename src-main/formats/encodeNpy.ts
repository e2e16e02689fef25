import type { SampleArray } from '#domain/rasters/RawMap.ts';

const dtypes: Readonly<Record<string, string>> = {
  Uint8Array: '|u1',
  Int8Array: '|i1',
  Uint16Array: '<u2',
  Int16Array: '<i2',
  Uint32Array: '<u4',
  Int32Array: '<i4',
  Float32Array: '<f4',
  Float64Array: '<f8',
};

/**
 * Values as an NPY file, byte for byte as numpy.save writes them on a little-endian machine (version 1.0, C order).
 * Needs a little-endian machine, as every one that this program runs on is.
 *
 * @param shape  e.g. [height, width]; its product is the number of values.
 */
export function encodeNpy(values: SampleArray, shape: readonly number[]): Uint8Array {
  const count = shape.reduce((product, side) => product * side, 1);
  if (count !== values.length) {
    throw new Error(`${values.length} values do not fill the shape (${shape.join(', ')})`);
  }
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dict = `{'descr': '${dtypes[values.constructor.name]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // NumPy leaves room for the first side to grow to 21 digits, then fills to a multiple of 64 that ends in a newline.
  const room = 21 - String(shape[0] ?? '').length;
  const headerLength = Math.ceil((10 + dict.length + Math.max(0, room) + 1) / 64) * 64;
  const bytes = new Uint8Array(headerLength + values.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, headerLength - 10, true);
  bytes.set(new TextEncoder().encode(`${dict.padEnd(headerLength - 11)}\n`), 10);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), headerLength);
  return bytes;
}
