import type { SampleArray } from '#domain/rasters/RawMap.ts';

/** How one element type of an NPY file is read. */
export interface NpyType {
  readonly bytes: number;
  readonly allocate: (count: number) => SampleArray;
  readonly read: (view: DataView, at: number, isLittleEndian: boolean) => number;
  /** The array's own bytes are those of the file where both have the same byte order. */
  readonly isOwn?: true;
}

/** By NumPy's type code without the byte order. */
export const npyTypes: ReadonlyMap<string, NpyType> = new Map<string, NpyType>([
  ['b1', { bytes: 1, allocate: (n) => new Uint8Array(n), read: (v, at) => (v.getUint8(at) ? 1 : 0) }],
  ['u1', { bytes: 1, isOwn: true, allocate: (n) => new Uint8Array(n), read: (v, at) => v.getUint8(at) }],
  ['i1', { bytes: 1, isOwn: true, allocate: (n) => new Int8Array(n), read: (v, at) => v.getInt8(at) }],
  [
    'u2',
    { bytes: 2, isOwn: true, allocate: (n) => new Uint16Array(n), read: (v, at, le) => v.getUint16(at, le) },
  ],
  [
    'i2',
    { bytes: 2, isOwn: true, allocate: (n) => new Int16Array(n), read: (v, at, le) => v.getInt16(at, le) },
  ],
  [
    'u4',
    { bytes: 4, isOwn: true, allocate: (n) => new Uint32Array(n), read: (v, at, le) => v.getUint32(at, le) },
  ],
  [
    'i4',
    { bytes: 4, isOwn: true, allocate: (n) => new Int32Array(n), read: (v, at, le) => v.getInt32(at, le) },
  ],
  [
    'u8',
    { bytes: 8, allocate: (n) => new Float64Array(n), read: (v, at, le) => Number(v.getBigUint64(at, le)) },
  ],
  [
    'i8',
    { bytes: 8, allocate: (n) => new Float64Array(n), read: (v, at, le) => Number(v.getBigInt64(at, le)) },
  ],
  [
    'f2',
    { bytes: 2, allocate: (n) => new Float32Array(n), read: (v, at, le) => halfFloat(v.getUint16(at, le)) },
  ],
  [
    'f4',
    {
      bytes: 4,
      isOwn: true,
      allocate: (n) => new Float32Array(n),
      read: (v, at, le) => v.getFloat32(at, le),
    },
  ],
  [
    'f8',
    {
      bytes: 8,
      isOwn: true,
      allocate: (n) => new Float64Array(n),
      read: (v, at, le) => v.getFloat64(at, le),
    },
  ],
]);

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
