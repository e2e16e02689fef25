import type * as H5wasm from 'h5wasm/node';
import type { Dataset, Group } from 'h5wasm/node';
import { StudioError } from '#domain/errors.ts';
import type { SampleArray } from '#domain/rasters/RawMap.ts';
import { chooseEntry } from './chooseEntry.ts';
import { mostPixels } from './imageLimit.ts';
import type { NumericArray } from './NumericArray.ts';
import { npyTypes } from './npyTypes.ts';

type Library = Pick<typeof H5wasm, 'Dataset' | 'Group'>;

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** Deflate packs no more than 1032 bytes into one. */
const mostBytesPerByte = 1032;

/** True for an HDF5 file, also behind the 512 bytes that MATLAB puts before it. */
export function isHdf5(bytes: Uint8Array): boolean {
  return [0, 512].some((at) => signature.every((byte, i) => bytes[at + i] === byte));
}

/**
 * A numeric dataset of an HDF5 file, integers and floats of 16 to 64 bits, compressed or not.
 *
 * @param key  its path, e.g. `dataset` or `group/depth`; null = the only numeric one
 * @throws InvalidOption where a key is needed; NotFound for another; Unsupported for a size beyond what is read;
 *         BadFile for damaged files
 */
export async function decodeHdf5(bytes: Uint8Array, file: string, key: string | null): Promise<NumericArray> {
  const library = await import('h5wasm/node');
  const core = await library.ready;
  // Otherwise the library prints what it finds wrong.
  core.activate_throwing_error_handler();
  const path = `/${crypto.randomUUID()}.h5`;
  core.FS.writeFile(path, bytes);
  try {
    const opened = damagedUnless(file, () => new library.File(path, 'r'));
    try {
      const names = damagedUnless(file, () => numericDatasets(library, opened, ''));
      const chosen = opened.get(chooseEntry(names, key, file, 'dataset')) as Dataset;
      return await readDataset(chosen, bytes.length, file);
    } finally {
      opened.close();
    }
  } finally {
    core.FS.unlink(path);
  }
}

function numericDatasets(library: Library, group: Group, prefix: string): string[] {
  return group.keys().flatMap((name) => {
    const entry = group.get(name);
    if (entry instanceof library.Group) return numericDatasets(library, entry, `${prefix}${name}/`);
    return entry instanceof library.Dataset && typeOf(entry) !== null ? [`${prefix}${name}`] : [];
  });
}

/** The dataset's type in NumPy's code without byte order; null where it holds no numbers. */
function typeOf(dataset: Dataset): string | null {
  if (typeof dataset.dtype !== 'string' || dataset.shape === null) return null;
  const code = dataset.dtype.slice(1);
  const letters: Readonly<Record<string, string>> = {
    ...{ b: 'i1', B: 'u1', h: 'i2', H: 'u2', i: 'i4', I: 'u4', q: 'i8', Q: 'u8' },
    ...{ e: 'f2', f: 'f4', d: 'f8' },
  };
  return letters[code] ?? null;
}

async function readDataset(dataset: Dataset, fileBytes: number, file: string): Promise<NumericArray> {
  const type = npyTypes.get(typeOf(dataset)!)!;
  const shape = dataset.shape!;
  const count = shape.reduce((product, side) => product * side, 1);
  if (count > mostPixels || count * type.bytes > mostBytesPerByte * fileBytes) {
    const message = `${file}: a dataset of shape (${shape.join(', ')}) in ${fileBytes} bytes is not read`;
    throw new StudioError('Unsupported', message, { file, expected: mostPixels, found: count });
  }
  const stored = await rawBytes(dataset, count * type.bytes, file);
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const values: SampleArray = type.allocate(count);
  for (let i = 0; i < count; i++) values[i] = type.read(view, i * type.bytes, true);
  return { shape, values };
}

/** In C order and little-endian, whatever the file's byte order. The library's own accessor knows no 16-bit floats. */
async function rawBytes(dataset: Dataset, size: number, file: string): Promise<Uint8Array> {
  const library = await (await import('h5wasm/node')).ready;
  const at = library._malloc(Math.max(1, size));
  try {
    const status = damagedUnless(file, () =>
      library.get_dataset_data(dataset.file_id, dataset.path, null, null, null, BigInt(at)),
    );
    if (status < 0) throw damaged(file, `the dataset ${dataset.path} cannot be read`);
    return library.HEAPU8.slice(at, at + size);
  } finally {
    library._free(at);
  }
}

function damagedUnless<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw damaged(file, error instanceof Error ? error.message : String(error), error);
  }
}

function damaged(file: string, detail: string, cause?: unknown): StudioError {
  return new StudioError(
    'BadFile',
    `${file}: the HDF5 file is damaged: ${detail}`,
    { file, found: detail },
    cause,
  );
}
