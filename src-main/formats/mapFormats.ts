import { StudioError } from '#domain/errors.ts';
import { isExr } from './exrHeader.ts';
import { isHdf5 } from './hdf5.ts';
import { isMatlab } from './matlab.ts';
import { isNetpbm } from './netpbm.ts';
import { isNpy } from './npy.ts';
import { isPfm } from './pfm.ts';
import { isPng } from './pngStructure.ts';
import { isSintelFloats } from './sintelFloats.ts';
import { isTiff } from './tiffDirectory.ts';
import { isZip } from './zipArchive.ts';

interface MapFormatInfo {
  /** Of the files' names, without the dot. */
  readonly extensions: readonly string[];
  /** True where the bytes begin as the format's files do. */
  readonly begins: (bytes: Uint8Array) => boolean;
  /** True where a file may hold several maps, one of which is named after a colon. */
  readonly hasKeys: boolean;
}

/** The formats that maps are read from. */
const mapFormats = {
  png: { extensions: ['png'], begins: isPng, hasKeys: false },
  pfm: { extensions: ['pfm'], begins: isPfm, hasKeys: false },
  npy: { extensions: ['npy'], begins: isNpy, hasKeys: false },
  npz: { extensions: ['npz'], begins: isZip, hasKeys: true },
  pgm: { extensions: ['pgm'], begins: isNetpbm, hasKeys: false },
  tiff: { extensions: ['tif', 'tiff'], begins: isTiff, hasKeys: false },
  exr: { extensions: ['exr'], begins: isExr, hasKeys: true },
  dpt: { extensions: ['dpt'], begins: isSintelFloats, hasKeys: false },
  flo: { extensions: ['flo'], begins: isSintelFloats, hasKeys: true },
  hdf5: { extensions: ['h5', 'hdf5', 'dsp5'], begins: isHdf5, hasKeys: true },
  matlab: { extensions: ['mat'], begins: isMatlab, hasKeys: true },
} satisfies Record<string, MapFormatInfo>;

export type MapFormat = keyof typeof mapFormats;
const formatNames = Object.keys(mapFormats) as readonly MapFormat[];

/** The format that a file's extension promises, or null where it is no map format. */
export function mapFormatOfName(file: string): MapFormat | null {
  const extension = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  const fits = (name: MapFormat) => (mapFormats[name].extensions as readonly string[]).includes(extension);
  return formatNames.find(fits) ?? null;
}

/**
 * The format of a map file, which its extension says and its first bytes must confirm.
 * @param head  the first thousand bytes at least
 * @throws Unsupported for another extension; BadFile where the bytes are of another format, naming it.
 */
export function requireMapFormat(head: Uint8Array, file: string): MapFormat {
  const format = mapFormatOfName(file);
  const readable = formatNames
    .flatMap((name) => mapFormats[name].extensions.map((end) => `.${end}`))
    .join(', ');
  if (format === null) {
    throw new StudioError('Unsupported', `${file}: maps are read from ${readable}`, {
      file,
      expected: readable,
      found: file.split('.').at(-1) ?? '',
    });
  }
  if (mapFormats[format].begins(head)) return format;
  const other = formatNames.find((name) => mapFormats[name].begins(head));
  const found =
    head.length === 0 ? 'an empty file' : other ? `a ${other.toUpperCase()} file` : 'something else';
  throw new StudioError('BadFile', `${file}: named .${file.split('.').at(-1) ?? ''}, but it is ${found}`, {
    file,
    expected: `a ${format.toUpperCase()} file`,
    found,
  });
}

/**
 * `folder/x.npz:key` apart: the file's path, and the name of the array, variable, dataset or channel in it, which only
 * formats that hold several have.
 */
export function splitMapPath(text: string): { readonly path: string; readonly key: string | null } {
  const match = /^(.*\.([A-Za-z0-9]+)):([^:\\]+)$/.exec(text);
  const format = match && mapFormatOfName(match[1]!);
  return match && format && mapFormats[format].hasKeys
    ? { path: match[1]!, key: match[3]! }
    : { path: text, key: null };
}
