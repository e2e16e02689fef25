import { StudioError } from '#domain/errors.ts';
import type { ByteSource } from './ByteSource.ts';

/** Bytes per value, by a field's type. */
const typeBytes: Readonly<Record<number, number>> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 },
  ...{ 13: 4, 16: 8, 17: 8, 18: 8 },
};
const mostFields = 4096;

interface Field {
  readonly type: number;
  readonly count: number;
  /** Where its values begin. */
  readonly at: number;
}

/** True for classic TIFF and BigTIFF of either byte order. */
export function isTiff(bytes: Uint8Array): boolean {
  const order = String.fromCharCode(bytes[0] ?? 0, bytes[1] ?? 0);
  const version = order === 'II' ? bytes[2] : bytes[3];
  return (order === 'II' || order === 'MM') && (version === 42 || version === 43);
}

/**
 * The first image directory of a TIFF or BigTIFF: its fields, which are read where they are asked for.
 * Source: TIFF 6.0, section 2; BigTIFF.
 */
export class TiffDirectory {
  readonly isLittleEndian: boolean;
  /** Whether further pages follow. */
  readonly isOnly: boolean;
  readonly #source: ByteSource;
  readonly #file: string;
  readonly #fields: ReadonlyMap<number, Field>;

  private constructor(
    source: ByteSource,
    file: string,
    read: { isLittleEndian: boolean; isOnly: boolean; fields: ReadonlyMap<number, Field> },
  ) {
    this.#source = source;
    this.#file = file;
    this.#fields = read.fields;
    this.isLittleEndian = read.isLittleEndian;
    this.isOnly = read.isOnly;
  }

  /** @throws BadFile where it is cut off or not there */
  static async read(source: ByteSource, file: string): Promise<TiffDirectory> {
    const head = viewOf(await source.read(0, 16));
    if (head.byteLength < 8) throw damagedTiff(file, `${head.byteLength} bytes`);
    const isLittleEndian = head.getUint8(0) === 0x49;
    const isBig = head.getUint16(2, isLittleEndian) === 43;
    if (isBig && head.byteLength < 16) throw damagedTiff(file, `${head.byteLength} bytes`);
    const at = isBig ? Number(head.getBigUint64(8, isLittleEndian)) : head.getUint32(4, isLittleEndian);
    const [countBytes, entryBytes, offsetBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
    const start = viewOf(await source.read(at, countBytes));
    if (start.byteLength < countBytes) throw damagedTiff(file, `no directory at byte ${at}`);
    const offset = (view: DataView, place: number) =>
      isBig ? Number(view.getBigUint64(place, isLittleEndian)) : view.getUint32(place, isLittleEndian);
    const count = isBig ? offset(start, 0) : start.getUint16(0, isLittleEndian);
    if (count === 0 || count > mostFields) throw damagedTiff(file, `a directory of ${count} fields`);
    const entriesAt = at + countBytes;
    const entries = viewOf(await source.read(entriesAt, count * entryBytes + offsetBytes));
    if (entries.byteLength < count * entryBytes) throw damagedTiff(file, 'its directory is cut off');
    const fields = new Map<number, Field>();
    for (let i = 0; i < count; i++) {
      const entry = i * entryBytes;
      const type = entries.getUint16(entry + 2, isLittleEndian);
      const values = offset(entries, entry + 4);
      const isInline = values * (typeBytes[type] ?? 0) <= offsetBytes;
      const valueAt = entry + 4 + offsetBytes;
      fields.set(entries.getUint16(entry, isLittleEndian), {
        type,
        count: values,
        at: isInline ? entriesAt + valueAt : offset(entries, valueAt),
      });
    }
    // Some writers leave out the offset of the next directory where the file ends.
    const hasNext = entries.byteLength === count * entryBytes + offsetBytes;
    const isOnly = !hasNext || offset(entries, count * entryBytes) === 0;
    return new TiffDirectory(source, file, { isLittleEndian, isOnly, fields });
  }

  /** The field's whole numbers; null where it is not there. @throws BadFile */
  async numbers(tag: number): Promise<readonly number[] | null> {
    const field = this.#fields.get(tag);
    if (!field) return null;
    const size = typeBytes[field.type] ?? 0;
    const bytes = field.count * size;
    if (!(bytes > 0 && field.at + bytes <= this.#source.byteLength)) {
      throw damagedTiff(this.#file, `field ${tag} has ${field.count} values of type ${field.type}`);
    }
    const view = viewOf(await this.#source.read(field.at, bytes));
    return Array.from({ length: field.count }, (_, i) => {
      if (size === 1) return view.getUint8(i);
      if (size === 2) return view.getUint16(2 * i, this.isLittleEndian);
      if (size === 4) return view.getUint32(4 * i, this.isLittleEndian);
      return Number(view.getBigUint64(8 * i, this.isLittleEndian));
    });
  }

  /** A field's only number, or what it is where the file says nothing. @throws BadFile */
  async number(tag: number, otherwise: number | null): Promise<number> {
    const found = (await this.numbers(tag))?.[0] ?? otherwise;
    if (found === null) throw damagedTiff(this.#file, `field ${tag} is missing`);
    return found;
  }
}

export function damagedTiff(file: string, detail: string, cause?: unknown): StudioError {
  return new StudioError(
    'BadFile',
    `${file}: the TIFF is damaged: ${detail}`,
    { file, found: detail },
    cause,
  );
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
