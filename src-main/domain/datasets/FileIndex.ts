/** A listing by folder and name, for finding partners. Paths are relative with forward slashes. */
export class FileIndex {
  readonly paths: ReadonlySet<string>;
  /** File names by folder; the root's folder is ''. */
  readonly folders: ReadonlyMap<string, readonly string[]>;

  constructor(paths: readonly string[]) {
    this.paths = new Set(paths);
    const folders = new Map<string, string[]>();
    for (const path of paths) {
      const { folder, name } = splitPath(path);
      const names = folders.get(folder);
      if (names) names.push(name);
      else folders.set(folder, [name]);
    }
    this.folders = folders;
  }

  /** The first of the paths that exists, or null. */
  first(candidates: readonly string[]): string | null {
    return candidates.find((path) => this.paths.has(path)) ?? null;
  }

  /** The file of that stem with one of the extensions (in order of preference), or null. */
  withStem(stem: string, extensions: readonly string[]): string | null {
    return this.first(extensions.map((extension) => `${stem}.${extension}`));
  }
}

const indexes = new WeakMap<readonly string[], FileIndex>();

/** The index of a listing, made once for all layouts that look at it. */
export function fileIndexOf(paths: readonly string[]): FileIndex {
  const index = indexes.get(paths) ?? new FileIndex(paths);
  indexes.set(paths, index);
  return index;
}

export const pictureExtensions = ['png', 'jpg', 'jpeg', 'ppm', 'pgm'] as const;
export const mapExtensions = [
  'pfm',
  'npy',
  'npz',
  'exr',
  'dpt',
  'tif',
  'tiff',
  'hdf5',
  'h5',
  'dsp5',
  'mat',
  'png',
  'pgm',
] as const;

/** folder without a trailing slash ('' for the root), name, and the name's stem and extension (lower case, no dot). */
export function splitPath(path: string): {
  readonly folder: string;
  readonly name: string;
  readonly stem: string;
  readonly extension: string;
} {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  return {
    folder: slash < 0 ? '' : path.slice(0, slash),
    name,
    stem: dot < 0 ? name : name.slice(0, dot),
    extension: dot < 0 ? '' : name.slice(dot + 1).toLowerCase(),
  };
}

/** folder/name, or the name alone in the root. */
export function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/');
}
