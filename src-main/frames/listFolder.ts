import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { StudioError, abortError } from '#domain/errors.ts';

export interface FolderListing {
  /** Files below the folder, relative to it with forward slashes, sorted. Hidden ones are left out. */
  readonly paths: readonly string[];
  /** Links that were not followed: to folders, out of the folder, or to nothing. */
  readonly refusedLinks: readonly string[];
}

/** More files than the largest of the known datasets has (Scene Flow: about 280 000). */
const mostFiles = 1_000_000;

/**
 * Lists all files below a folder.
 * @throws FileMissing where the folder cannot be read; Unsupported beyond a million files; AbortError.
 */
export async function listFolder(root: string, signal?: AbortSignal): Promise<FolderListing> {
  const realRoot = await realpath(root).catch((error: unknown) => cannotRead(root, error));
  const paths: string[] = [];
  const refusedLinks: string[] = [];
  const waiting = [realRoot];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (signal?.aborted) throw abortError();
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) =>
      cannotRead(root, error),
    );
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      const shown = relative(realRoot, path).split(sep).join('/');
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile()) paths.push(shown);
      else if (entry.isSymbolicLink()) {
        if (await isFileWithin(path, realRoot)) paths.push(shown);
        else refusedLinks.push(shown);
      }
    }
    if (paths.length > mostFiles) throw tooMany(root, paths.length);
  }
  return { paths: paths.sort(), refusedLinks: refusedLinks.sort() };
}

/**
 * Whether there are more files below a folder than that; no more of it is listed than is needed to know.
 * @throws FileMissing where the folder cannot be read; AbortError.
 */
export async function hasMoreFilesThan(most: number, root: string, signal?: AbortSignal): Promise<boolean> {
  const waiting = [await realpath(root).catch((error: unknown) => cannotRead(root, error))];
  let files = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (signal?.aborted) throw abortError();
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) =>
      cannotRead(root, error),
    );
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) waiting.push(join(folder, entry.name));
      else files += 1;
    }
    if (files > most) return true;
  }
  return false;
}

async function isFileWithin(link: string, realRoot: string): Promise<boolean> {
  const target = await realpath(link).catch(() => null);
  if (target === null) return false;
  const isWithin = target.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
  return isWithin && (await stat(target)).isFile();
}

function cannotRead(root: string, error: unknown): never {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const reason =
    error.code === 'ENOENT' ? 'no such folder' : error.code === 'ENOTDIR' ? 'it is no folder' : error.message;
  throw new StudioError(
    'FileMissing',
    `${root}: cannot be listed: ${reason}`,
    { file: root, found: reason },
    error,
  );
}

function tooMany(root: string, found: number): StudioError {
  return new StudioError(
    'Unsupported',
    `${root}: more than ${mostFiles} files below it; choose a narrower folder`,
    {
      file: root,
      expected: mostFiles,
      found,
    },
  );
}
