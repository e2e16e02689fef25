import { StudioError } from '#domain/errors.ts';
import type { RawMap } from '#domain/rasters/RawMap.ts';
import { cOrderFromFortran } from './cOrderFromFortran.ts';
import type { NumericArray } from './NumericArray.ts';
import { npyTypes } from './npyTypes.ts';
import type { NpyType } from './npyTypes.ts';

export interface NpyHeader {
  /** NumPy's descr, e.g. `<f4`. */
  readonly dtype: string;
  readonly isFortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the values begin. */
  readonly bodyAt: number;
}

export interface NpyArray extends NumericArray {
  readonly dtype: string;
}

const isLittleEndianHere = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** True where the bytes begin as an NPY file does. */
export function isNpy(bytes: Uint8Array): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** Format versions 1 to 3. @throws BadFile, Unsupported (a version to come, a structured type) */
export function readNpyHeader(bytes: Uint8Array, file: string): NpyHeader {
  const bad = (found: string) =>
    new StudioError('BadFile', `${file}: wrong NPY header: ${found}`, {
      file,
      expected: 'an NPY header',
      found,
    });
  if (!isNpy(bytes)) throw bad('the magic bytes are missing');
  if (bytes.length < 12) throw bad(`only ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6]!;
  if (version < 1 || version > 3) {
    throw new StudioError('Unsupported', `${file}: NPY format version ${version}; 1 to 3 are read`, {
      file,
      expected: '1 to 3',
      found: version,
    });
  }
  const dictAt = version === 1 ? 10 : 12;
  const bodyAt = dictAt + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (bodyAt > bytes.length) throw bad(`${bodyAt} bytes long in a file of ${bytes.length}`);
  const dict = new TextDecoder().decode(bytes.subarray(dictAt, bodyAt));
  return { ...parseDict(dict, file, bad), bodyAt };
}

function parseDict(
  dict: string,
  file: string,
  bad: (found: string) => StudioError,
): Omit<NpyHeader, 'bodyAt'> {
  if (/['"]descr['"]\s*:\s*\[/.test(dict)) {
    throw new StudioError('Unsupported', `${file}: a structured NPY array (${dict.trim()}) is not read`, {
      file,
      expected: 'one number per element',
      found: dict.trim(),
    });
  }
  const dtype = /['"]descr['"]\s*:\s*['"]([^'"]+)['"]/.exec(dict)?.[1];
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(dict)?.[1];
  const shape = /['"]shape['"]\s*:\s*\(([\d,\sL]*)\)/.exec(dict)?.[1];
  if (dtype === undefined || order === undefined || shape === undefined) throw bad(dict.trim());
  const sides = shape.split(',').filter((side) => side.trim() !== '');
  return {
    dtype,
    isFortranOrder: order === 'True',
    shape: sides.map((side) => Number.parseInt(side, 10)),
  };
}

/**
 * An NPY file of any numeric type and either byte and axis order. Values of float32 may lie in the bytes that were given.
 * @throws BadFile for a wrong header or length; Unsupported for object, text and complex types, naming the type.
 * Source: NumPy's format description (numpy.lib.format), domain.md §6.4.
 */
export function decodeNpy(bytes: Uint8Array, file: string): NpyArray {
  const { dtype, isFortranOrder, shape, bodyAt } = readNpyHeader(bytes, file);
  const type = requireType(dtype, file);
  const count = shape.reduce((product, side) => product * side, 1);
  const needed = count * type.bytes;
  const found = bytes.length - bodyAt;
  if (found !== needed) {
    throw new StudioError(
      'BadFile',
      `${file}: an array of ${dtype} with shape (${shape.join(', ')}) has ${needed} bytes, found ${found}`,
      { file, expected: needed, found },
    );
  }
  const body = bytes.subarray(bodyAt, bodyAt + needed);
  const isLittleEndian = !dtype.startsWith('>');
  const isAsHere = type.isOwn && isLittleEndian === isLittleEndianHere;
  if (isAsHere && dtype.endsWith('f4') && !isFortranOrder && body.byteOffset % 4 === 0) {
    return { dtype, shape, values: new Float32Array(body.buffer, body.byteOffset, count) };
  }
  const values = type.allocate(count);
  if (isAsHere) new Uint8Array(values.buffer, values.byteOffset, needed).set(body);
  else {
    const view = new DataView(body.buffer, body.byteOffset, needed);
    for (let i = 0; i < count; i++) values[i] = type.read(view, i * type.bytes, isLittleEndian);
  }
  return { dtype, shape, values: isFortranOrder ? cOrderFromFortran(values, shape) : values };
}

function requireType(dtype: string, file: string): NpyType {
  const type = npyTypes.get(dtype.replace(/^[<>|=]/, ''));
  if (type) return type;
  const what = dtype.includes('O') ? 'Python objects' : 'no real numbers';
  throw new StudioError('Unsupported', `${file}: the NPY type ${dtype} holds ${what}; numbers are read`, {
    file,
    expected: 'a numeric NPY type',
    found: dtype,
  });
}

/**
 * Rows and columns of an array that is one map: H×W, or with axes of length 1 around (H×W×1, 1×H×W).
 * @throws BadFile where it is not.
 */
export function mapShape(shape: readonly number[], file: string): { width: number; height: number } {
  const sides = [...shape];
  while (sides.length > 2 && sides.at(-1) === 1) sides.pop();
  while (sides.length > 2 && sides[0] === 1) sides.shift();
  const [height = 0, width = 0] = sides;
  if (sides.length !== 2 || height === 0 || width === 0) {
    throw new StudioError('BadFile', `${file}: an array of shape (${shape.join(', ')}) is no map`, {
      file,
      expected: 'height × width, or with axes of length 1 around',
      found: `(${shape.join(', ')})`,
    });
  }
  return { width, height };
}

/** A map in an NPY file. @throws as decodeNpy, and BadFile where the array is not two-dimensional */
export function decodeNpyMap(bytes: Uint8Array, file: string): RawMap {
  const { shape, values } = decodeNpy(bytes, file);
  return { ...mapShape(shape, file), values };
}
