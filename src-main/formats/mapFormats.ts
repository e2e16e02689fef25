import { StudioError } from '#domain/errors.ts';
import { isNetpbm } from './netpbm.ts';
import { isNpy } from './npy.ts';
import { isZip } from './npz.ts';
import { isPfm } from './pfm.ts';
import { isPng } from './pngStructure.ts';

/** The formats that maps are read from; each is also the file's extension. */
const mapFormats = ['png', 'pfm', 'npy', 'npz', 'pgm'] as const;
export type MapFormat = (typeof mapFormats)[number];

const begins: Readonly<Record<MapFormat, (bytes: Uint8Array) => boolean>> = {
  png: isPng,
  pfm: isPfm,
  npy: isNpy,
  npz: isZip,
  pgm: isNetpbm,
};

/** The format that a file's extension promises, or null where it is no map format. */
export function mapFormatOfName(file: string): MapFormat | null {
  const extension = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase();
  return mapFormats.find((format) => format === extension) ?? null;
}

/**
 * The format of a map file, which its extension says and its first bytes must confirm.
 * @throws Unsupported for another extension; BadFile where the bytes are of another format, naming it.
 */
export function requireMapFormat(bytes: Uint8Array, file: string): MapFormat {
  const format = mapFormatOfName(file);
  const readable = mapFormats.map((name) => `.${name}`).join(', ');
  if (format === null) {
    throw new StudioError('Unsupported', `${file}: maps are read from ${readable}`, {
      file,
      expected: readable,
      found: file.split('.').at(-1) ?? '',
    });
  }
  if (begins[format](bytes)) return format;
  const other = mapFormats.find((name) => begins[name](bytes));
  const found =
    bytes.length === 0 ? 'an empty file' : other ? `a ${other.toUpperCase()} file` : 'something else';
  throw new StudioError('BadFile', `${file}: named .${format}, but it is ${found}`, {
    file,
    expected: `a ${format.toUpperCase()} file`,
    found,
  });
}

/** `folder/x.npz:key` apart: the file's path and the array's name, which only NPZ files have. */
export function splitMapPath(text: string): { readonly path: string; readonly key: string | null } {
  const match = /^(.*\.npz):([^:/\\]+)$/i.exec(text);
  return match ? { path: match[1]!, key: match[2]! } : { path: text, key: null };
}
