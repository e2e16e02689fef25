import { StudioError } from '#domain/errors.ts';
import type { SampleArray } from '#domain/rasters/RawMap.ts';
import { sourceOfBytes, type ByteSource } from './ByteSource.ts';
import { chooseEntry } from './chooseEntry.ts';
import { Hdf5File, type Hdf5Dataset } from './Hdf5File.ts';
import { mostPixels } from './imageLimit.ts';
import type { NumericArray } from './NumericArray.ts';
import { mapShape } from './npy.ts';
import { npyTypes } from './npyTypes.ts';
import { requireUnpackLimit } from './unpackLimit.ts';

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** Deflate packs no more than 1032 bytes into one. */
const mostBytesPerByte = 1032;

/** Groups in groups, and objects in all: a file may name a group within itself. */
const mostNesting = 8;
const mostObjects = 10_000;

/** True for an HDF5 file, also behind the 512 bytes that MATLAB puts before it. */
export function isHdf5(bytes: Uint8Array): boolean {
  return [0, 512].some((at) => signature.every((byte, i) => bytes[at + i] === byte));
}

/**
 * A numeric dataset of an HDF5 file: integers of 8 to 64 bits, floats of 16 to 64, h5py's booleans; compressed or not. Of
 * a file on disk only what is asked for is read.
 *
 * @param key  its path, e.g. `dataset` or `group/depth`, and in brackets which one along its first axis, from 0:
 *             `depths[17]`; null = the only numeric one
 * @throws InvalidOption where a key is needed, or for a number beyond the axis; NotFound for another key; Unsupported
 *         for a size beyond what is read; BadFile for damaged files
 */
export function decodeHdf5(
  input: Uint8Array | ByteSource,
  file: string,
  key: string | null,
): Promise<NumericArray> {
  const source = input instanceof Uint8Array ? sourceOfBytes(input) : input;
  return Hdf5File.open(source, file, (opened) => {
    const selection = select(opened, file, key);
    return { shape: selection.shape, values: readValues(opened, selection, source.byteLength, file) };
  });
}

/** The axes of such a dataset, without its values. @throws as decodeHdf5 */
export function readHdf5Shape(
  source: ByteSource,
  file: string,
  key: string | null,
): Promise<readonly number[]> {
  return Hdf5File.open(source, file, (opened) => select(opened, file, key).shape);
}

/** Rows and columns of such a map. @throws as decodeHdf5 */
export async function readHdf5Size(
  source: ByteSource,
  file: string,
  key: string | null,
): Promise<{ readonly width: number; readonly height: number }> {
  return mapShape(await readHdf5Shape(source, file, key), file);
}

interface Selection {
  readonly dataset: Hdf5Dataset;
  /** Of what is selected. */
  readonly shape: readonly number[];
  /** Along the first axis; null = all of the dataset. */
  readonly index: number | null;
}

function select(opened: Hdf5File, file: string, key: string | null): Selection {
  const [, name = key, digits] = /^(.+)\[(\d+)\]$/.exec(key ?? '') ?? [];
  // A name that is there needs no look at all others.
  const known = name !== null && opened.kindOf(name) === 'dataset' ? opened.dataset(name) : null;
  const dataset =
    known?.type != null ? known : opened.dataset(chooseEntry(numericDatasets(opened), name, file, 'dataset'));
  if (digits === undefined) return { dataset, shape: dataset.shape, index: null };
  const index = Number(digits);
  const [count = 0, ...shape] = dataset.shape;
  if (shape.length > 0 && index < count) return { dataset, shape, index };
  const axes = dataset.shape.join(', ');
  const message = `${file}: ${dataset.path} of shape (${axes}) has no number ${index} along its first axis`;
  throw new StudioError('InvalidOption', message, { file, expected: count - 1, found: index });
}

/** Names that begin with # are MATLAB's own bookkeeping. */
function numericDatasets(opened: Hdf5File): string[] {
  const found: string[] = [];
  const waiting = [{ group: '', nesting: 0 }];
  let objects = 0;
  for (let next = waiting.shift(); next && objects < mostObjects; next = waiting.shift()) {
    for (const name of opened.names(next.group).slice(0, mostObjects - objects)) {
      objects += 1;
      const path = next.group === '' ? name : `${next.group}/${name}`;
      const kind = name.startsWith('#') ? null : opened.kindOf(path);
      if (kind === 'group' && next.nesting < mostNesting) {
        waiting.push({ group: path, nesting: next.nesting + 1 });
      } else if (kind === 'dataset' && opened.dataset(path).type !== null) found.push(path);
    }
  }
  return found.sort();
}

function readValues(
  opened: Hdf5File,
  { dataset, shape, index }: Selection,
  fileBytes: number,
  file: string,
): SampleArray {
  const type = npyTypes.get(dataset.type!)!;
  const count = shape.reduce((product, side) => product * side, 1);
  const bytes = count * type.bytes;
  if (!(count <= mostPixels && bytes <= mostBytesPerByte * fileBytes)) {
    const message = `${file}: a dataset of shape (${shape.join(', ')}) in ${fileBytes} bytes is not read`;
    throw new StudioError('Unsupported', message, { file, expected: mostPixels, found: count });
  }
  const chunkBytes = (dataset.chunk ?? []).reduce((product, side) => product * side, type.bytes);
  requireUnpackLimit(Math.max(bytes, chunkBytes), fileBytes, file);
  const part = index === null ? null : { from: [index, ...shape.map(() => 0)], count: [1, ...shape] };
  const stored = opened.read(dataset.path, part, bytes, 3 * chunkBytes);
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const values = type.allocate(count);
  for (let i = 0; i < count; i++) values[i] = type.read(view, i * type.bytes, true);
  return values;
}
