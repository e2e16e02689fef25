import { constants, inflateSync, type ZlibOptions } from 'node:zlib';
import { StudioError } from '#domain/errors.ts';
import { mostPixels } from './imageLimit.ts';
import { cOrderFromFortran } from './cOrderFromFortran.ts';
import type { MatlabVariable } from './NumericArray.ts';
import type { NpyType } from './npyTypes.ts';
import { npyTypes } from './npyTypes.ts';
import { requireUnpackLimit } from './unpackLimit.ts';

/** Data types of elements, by their number. */
const storedTypes: Readonly<Record<number, string>> = {
  ...{ 1: 'i1', 2: 'u1', 3: 'i2', 4: 'u2', 5: 'i4', 6: 'u4' },
  ...{ 7: 'f4', 9: 'f8', 12: 'i8', 13: 'u8' },
};
const matrixElement = 14;
const compressedElement = 15;

/** Classes of arrays that hold numbers, by their number: what the values are, whatever they are stored as. */
const numericClasses: Readonly<Record<number, string>> = {
  ...{ 6: 'f8', 7: 'f4', 8: 'i1', 9: 'u1', 10: 'i2', 11: 'u2' },
  ...{ 12: 'i4', 13: 'u4', 14: 'i8', 15: 'u8' },
};
const structClass = 2;
const complexFlag = 0x800;
const mostNesting = 8;

interface Element {
  readonly type: number;
  readonly at: number;
  readonly size: number;
  /** Where the next element begins. */
  readonly end: number;
}

/** True for the 128-byte header of level 5, of either byte order. */
export function isMatlab5(bytes: Uint8Array): boolean {
  const order = String.fromCharCode(bytes[126] ?? 0, bytes[127] ?? 0);
  return order === 'IM' || order === 'MI';
}

/**
 * The real numeric arrays of a MATLAB level 5 file (v5 to v7), those in structs of one element included.
 * @throws BadFile for damaged files, checksums of compressed variables included
 * Source: MAT-File Format, "Level 5".
 */
export function readMatlab5(bytes: Uint8Array, file: string): MatlabVariable[] {
  const isLittleEndian = bytes[126] === 0x49;
  return new Matlab5Reader(bytes, isLittleEndian, file).variables(128);
}

class Matlab5Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #isLittleEndian: boolean;
  readonly #file: string;

  constructor(bytes: Uint8Array, isLittleEndian: boolean, file: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#isLittleEndian = isLittleEndian;
    this.#file = file;
  }

  variables(from: number): MatlabVariable[] {
    const found: MatlabVariable[] = [];
    for (let at = from; at + 8 <= this.#bytes.length;) {
      const element = this.#element(at, this.#bytes.length);
      if (element.type === compressedElement) {
        const content = this.#inflate(element);
        found.push(...new Matlab5Reader(content, this.#isLittleEndian, this.#file).variables(0));
        at = element.at + element.size;
      } else {
        if (element.type === matrixElement) found.push(...this.#matrix(element, '', 0));
        at = element.end;
      }
    }
    return found;
  }

  /** An array with its fields, or nothing where it holds no real numbers. */
  #matrix({ at, size }: Element, prefix: string, nesting: number): MatlabVariable[] {
    if (size === 0) return [];
    const end = at + size;
    const flags = this.#element(at, end);
    const word = this.#word(flags.at);
    const dimensions = this.#element(flags.end, end);
    const shape = Array.from({ length: dimensions.size / 4 }, (_, i) => this.#word(dimensions.at + 4 * i));
    const naming = this.#element(dimensions.end, end);
    const name = prefix + this.#text(naming);
    const classNumber = word & 0xff;
    if (classNumber === structClass) return this.#fields(naming.end, end, shape, name, nesting);
    const type = npyTypes.get(numericClasses[classNumber] ?? '');
    if (!type || (word & complexFlag) !== 0) return [];
    return [this.#numbers(this.#element(naming.end, end), type, shape, name)];
  }

  #numbers(element: Element, type: NpyType, shape: readonly number[], name: string): MatlabVariable {
    const stored = npyTypes.get(storedTypes[element.type] ?? '');
    const count = shape.reduce((product, side) => product * side, 1);
    if (!stored || count > mostPixels || count * stored.bytes !== element.size) {
      throw this.#damaged(
        `${name} of shape (${shape.join(', ')}) has ${element.size} bytes of type ${element.type}`,
      );
    }
    const columnMajor = type.allocate(count);
    for (let i = 0; i < count; i++) {
      columnMajor[i] = stored.read(this.#view, element.at + i * stored.bytes, this.#isLittleEndian);
    }
    return { name, shape, values: cOrderFromFortran(columnMajor, shape) };
  }

  #fields(
    at: number,
    end: number,
    shape: readonly number[],
    name: string,
    nesting: number,
  ): MatlabVariable[] {
    const isSingle = shape.every((side) => side === 1);
    if (!isSingle || nesting === mostNesting) return [];
    const length = this.#word(this.#element(at, end).at);
    const names = this.#element(this.#element(at, end).end, end);
    const found: MatlabVariable[] = [];
    let next = names.end;
    for (let i = 0; length > 0 && (i + 1) * length <= names.size; i++) {
      const field = this.#text({ ...names, at: names.at + i * length, size: length });
      const element = this.#element(next, end);
      if (element.type !== matrixElement)
        throw this.#damaged(`the field ${field} is of type ${element.type}`);
      found.push(...this.#matrix(element, `${name}.${field}`, nesting + 1));
      next = element.end;
    }
    return found;
  }

  /** A tag: type and size in 8 bytes, or both in 4 with up to 4 bytes of data. @throws BadFile beyond `limit` */
  #element(at: number, limit: number): Element {
    if (at + 8 > limit) throw this.#damaged(`an element at byte ${at} of ${limit}`);
    const first = this.#word(at);
    const smallSize = first >>> 16;
    if (smallSize > 4) throw this.#damaged(`an element of type ${first} at byte ${at}`);
    if (smallSize > 0) return { type: first & 0xffff, at: at + 4, size: smallSize, end: at + 8 };
    const size = this.#word(at + 4);
    if (at + 8 + size > limit) throw this.#damaged(`${size} bytes at ${at + 8} of ${limit}`);
    return { type: first, at: at + 8, size, end: at + 8 + 8 * Math.ceil(size / 8) };
  }

  /** One element, whose first bytes say how long it is: no more than that is unpacked. */
  #inflate({ at, size }: Element): Uint8Array {
    const packed = this.#bytes.subarray(at, at + size);
    const start = this.#unpack(packed.subarray(0, 4096), { finishFlush: constants.Z_SYNC_FLUSH });
    if (start.length < 8) throw this.#damaged(`a variable of ${size} bytes that does not begin`);
    const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
    const needed = 8 + 8 * Math.ceil(view.getUint32(4, this.#isLittleEndian) / 8);
    requireUnpackLimit(needed, size, this.#file);
    return this.#unpack(packed, { maxOutputLength: needed });
  }

  #unpack(packed: Uint8Array, options: ZlibOptions): Uint8Array {
    try {
      return inflateSync(packed, options);
    } catch (error) {
      throw this.#damaged(error instanceof Error ? error.message : String(error), error);
    }
  }

  #text({ at, size }: Pick<Element, 'at' | 'size'>): string {
    const text = new TextDecoder('latin1').decode(this.#bytes.subarray(at, at + size));
    const end = text.indexOf('\0');
    return end < 0 ? text : text.slice(0, end);
  }

  #word(at: number): number {
    if (at + 4 > this.#bytes.length) throw this.#damaged(`it ends at byte ${this.#bytes.length}`);
    return this.#view.getUint32(at, this.#isLittleEndian);
  }

  #damaged(found: string, cause?: unknown): StudioError {
    const message = `${this.#file}: the MATLAB file is damaged: ${found}`;
    return new StudioError('BadFile', message, { file: this.#file, expected: 'a whole file', found }, cause);
  }
}
