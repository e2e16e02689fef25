import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Module } from 'h5wasm/node';
import { StudioError } from '#domain/errors.ts';
import { readAll, type ByteSource } from './ByteSource.ts';

type Library = typeof Module;
type Make = (options: { readonly noInitialRun: boolean; readonly printErr: () => void }) => Promise<Library>;

/** What the library may take besides what is asked of it: its own tables, caches and buffers. */
const spareBytes = 12 * 1024 * 1024;
const pageBytes = 65_536;

let library: Promise<Library> | null = null;

export interface Hdf5Dataset {
  readonly path: string;
  readonly shape: readonly number[];
  /** Of a chunk, all axes; null = stored in one piece. */
  readonly chunk: readonly number[] | null;
  /** NumPy's code without byte order; null where it holds no real numbers. */
  readonly type: string | null;
}

/** Which part of a dataset: where it begins and how much, along each axis. */
interface Hyperslab {
  readonly from: readonly number[];
  readonly count: readonly number[];
}

/**
 * An open HDF5 file. A file on disk is read where the library asks for it; bytes in memory are handed over whole.
 * Everything throws BadFile where the file is damaged.
 *
 * The library is h5wasm's compiled HDF5, without its classes: after a damaged file it is made anew, and they know one
 * instance only.
 */
export class Hdf5File {
  readonly #library: Library;
  readonly #file: string;
  readonly #id: bigint;

  private constructor(core: Library, file: string, id: bigint) {
    this.#library = core;
    this.#file = file;
    this.#id = id;
  }

  /** Opens a file for as long as `work` takes. */
  static async open<T>(source: ByteSource, file: string, work: (opened: Hdf5File) => T): Promise<T> {
    library ??= makeLibrary();
    const core = await library;
    // The library was compiled to see the machine's own files (Emscripten's NODERAWFS): it opens a path as it is, and
    // bytes in memory must lie in a file for as long as they are read.
    const folder = source.path === null ? await mkdtemp(join(await realpath(tmpdir()), 'fathom-')) : null;
    const path = folder === null ? await realpath(source.path!) : join(folder, 'file.h5');
    try {
      if (folder !== null) await writeFile(path, await readAll(source));
      const id = guarded(file, 0, () => core.open(path, core.H5F_ACC_RDONLY, false, -1, -1));
      try {
        return work(new Hdf5File(core, file, id));
      } finally {
        guarded(file, 0, () => core.close_file(id));
      }
    } finally {
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    }
  }

  /** Names in a group; `''` is the root. */
  names(group: string): readonly string[] {
    return guarded(this.#file, 0, () => this.#library.get_names(this.#id, `/${group}`, false));
  }

  kindOf(path: string): 'group' | 'dataset' | null {
    const type = guarded(this.#file, 0, () => this.#library.get_type(this.#id, `/${path}`));
    if (type === this.#library.H5G_GROUP) return 'group';
    return type === this.#library.H5G_DATASET ? 'dataset' : null;
  }

  dataset(path: string): Hdf5Dataset {
    const found = guarded(this.#file, 0, () => this.#library.get_dataset_metadata(this.#id, `/${path}`));
    return { path, shape: found.shape ?? [], chunk: found.chunks, type: typeCode(found) };
  }

  /**
   * The values of a dataset or of a part of it, in C order and little-endian, whatever the file's byte order.
   * @param bytes        of the values
   * @param workingBytes what the library needs beside them, e.g. for a chunk
   */
  read(path: string, part: Hyperslab | null, bytes: number, workingBytes: number): Uint8Array {
    const core = this.#library;
    const [count, from] = part === null ? [null, null] : [part.count.map(BigInt), part.from.map(BigInt)];
    // Not null where the others are not: the library takes the address of the first of each.
    const strides = count?.map(() => 1n) ?? null;
    return guarded(this.#file, bytes + workingBytes, () => {
      const at = core._malloc(Math.max(1, bytes));
      if (at === 0) throw new Error(`no memory for ${bytes} bytes`);
      try {
        const status = core.get_dataset_data(this.#id, `/${path}`, count, from, strides, BigInt(at));
        if (status < 0) throw new Error(`the dataset ${path} cannot be read`);
        return core.HEAPU8.slice(at, at + bytes);
      } finally {
        core._free(at);
      }
    });
  }
}

async function makeLibrary(): Promise<Library> {
  const url = new URL('./hdf5_util.js', import.meta.resolve('h5wasm/node')).href;
  const { default: make } = (await import(/* @vite-ignore */ url)) as { readonly default: Make };
  const made = await make({ noInitialRun: true, printErr: () => undefined });
  made.activate_throwing_error_handler();
  return made;
}

type Metadata = ReturnType<Library['get_dataset_metadata']>;

/** HDF5's classes: integer 0, float 1, enumeration 8 (h5py's booleans: FALSE and TRUE in one byte). */
function typeCode({ type, size, signed, enum_type: named }: Metadata): string | null {
  if (type === 0 && [1, 2, 4, 8].includes(size)) return `${signed ? 'i' : 'u'}${size}`;
  if (type === 1 && [2, 4, 8].includes(size)) return `f${size}`;
  return type === 8 && size === 1 && named?.members.TRUE === 1 && named.members.FALSE === 0 ? 'u1' : null;
}

/**
 * Calls the library. Its memory, which never shrinks, may grow by `bytes` and some spare: a chunk of a few bytes may claim
 * to unpack to gigabytes. After a damaged file the next one gets a new library: what it leaves open and half read in its
 * memory can make it hang or abort much later.
 * @throws BadFile naming the file, whatever is thrown
 */
function guarded<T>(file: string, bytes: number, work: () => T): T {
  const grow = Reflect.get(WebAssembly.Memory.prototype, 'grow');
  let left = Math.ceil((bytes + spareBytes) / pageBytes);
  WebAssembly.Memory.prototype.grow = function limited(this: WebAssembly.Memory, pages: number): number {
    if (pages > left) throw new RangeError(`${pages} pages asked for, ${left} are left`);
    left -= pages;
    return grow.call(this, pages);
  };
  try {
    return work();
  } catch (error) {
    library = null;
    const detail = innermost(error instanceof Error ? error.message : String(error));
    throw new StudioError(
      'BadFile',
      `${file}: the HDF5 file is damaged: ${detail}`,
      { file, found: detail },
      error,
    );
  } finally {
    WebAssembly.Memory.prototype.grow = grow;
  }
}

/** The library reports a stack of messages, one per layer, the deepest last. */
function innermost(message: string): string {
  return [...message.matchAll(/\(\): (.+)/g)].at(-1)?.[1] ?? message;
}
