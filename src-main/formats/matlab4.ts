import { StudioError } from '#domain/errors.ts';
import type { SampleArray } from '#domain/rasters/RawMap.ts';
import { cOrderFromFortran } from './cOrderFromFortran.ts';
import type { MatlabVariable } from './NumericArray.ts';
import { npyTypes } from './npyTypes.ts';

/** By the tens digit of a matrix's type. */
const sampleTypes = ['f8', 'f4', 'i4', 'i2', 'u2', 'u1'];

/** True for a first matrix header of level 4: a type of at most 4 digits, sides and a name of sensible length. */
export function isMatlab4(bytes: Uint8Array): boolean {
  if (bytes.length < 20) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [true, false].some((isLittleEndian) => {
    const [type, rows, columns, imaginary, nameLength] = headerAt(view, 0, isLittleEndian);
    const isType = type % 1000 < 60 && type % 10 <= 2 && Math.floor(type / 1000) === (isLittleEndian ? 0 : 1);
    return isType && rows > 0 && columns > 0 && imaginary <= 1 && nameLength > 1 && nameLength < 256;
  });
}

/**
 * The full real matrices of a MATLAB level 4 file.
 * @throws BadFile for damaged files
 * Source: MAT-File Format, "Level 4".
 */
export function readMatlab4(bytes: Uint8Array, file: string): MatlabVariable[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittleEndian = view.getUint32(0, true) < 5000;
  const variables: MatlabVariable[] = [];
  for (let at = 0; at + 20 <= bytes.length;) {
    const [type, rows, columns, imaginary, nameLength] = headerAt(view, at, isLittleEndian);
    const sample = npyTypes.get(sampleTypes[Math.floor(type / 10) % 10] ?? '');
    const bodyAt = at + 20 + nameLength;
    const size = rows * columns * (sample?.bytes ?? 0) * (imaginary + 1);
    if (!sample || bodyAt + size > bytes.length) {
      throw new StudioError(
        'BadFile',
        `${file}: a ${rows}×${columns} matrix of type ${type} does not fit the file`,
        {
          file,
          expected: bodyAt + size,
          found: bytes.length,
        },
      );
    }
    const name = new TextDecoder('latin1').decode(bytes.subarray(at + 20, bodyAt - 1));
    if (type % 10 === 0 && imaginary === 0) {
      const columnMajor: SampleArray = sample.allocate(rows * columns);
      for (let i = 0; i < columnMajor.length; i++) {
        columnMajor[i] = sample.read(view, bodyAt + i * sample.bytes, isLittleEndian);
      }
      variables.push({
        name,
        shape: [rows, columns],
        values: cOrderFromFortran(columnMajor, [rows, columns]),
      });
    }
    at = bodyAt + size;
  }
  return variables;
}

function headerAt(
  view: DataView,
  at: number,
  isLittleEndian: boolean,
): [number, number, number, number, number] {
  const word = (i: number) => view.getUint32(at + 4 * i, isLittleEndian);
  return [word(0), word(1), word(2), word(3), word(4)];
}
