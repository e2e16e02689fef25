import { realpathSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { StudioError } from '#domain/errors.ts';
import type { FolderAnswer } from './contract.ts';

type FolderEntry = FolderAnswer['entries'][number];

const byName = new Intl.Collator('en', { numeric: true });

/**
 * Which folders of the machine the window may see. Paths are compared after links are resolved, so that a link inside
 * a root does not lead out of it.
 */
export class PathGuard {
  readonly #roots: readonly string[] | null;

  /** @param roots real paths, or null where the host has native dialogs and nothing needs to be fenced in. */
  private constructor(roots: readonly string[] | null) {
    this.#roots = roots;
  }

  /** A root need not exist yet. */
  static async create(roots: readonly string[] | null): Promise<PathGuard> {
    return new PathGuard(roots === null ? null : await Promise.all(roots.map(realPathOfPlace)));
  }

  /**
   * The real path behind a path that a request names; the file itself need not exist yet.
   *
   * @throws BadRequest when it is not absolute, PathRefused when it lies outside the roots.
   */
  async allowed(path: string, field: string): Promise<string> {
    if (!isAbsolute(path) || path.includes('\0')) {
      throw new StudioError('BadRequest', `${field} must be an absolute path, found ${path}`, {
        field,
        path,
      });
    }
    const real = await realPathOfPlace(resolve(path));
    if (!this.#isInside(real)) throw this.#refused(path);
    return real;
  }

  /**
   * Fences in what an open project reads: its file may come from anyone and name any path.
   *
   * @param path absolute.
   * @throws PathRefused when what is there lies outside the roots.
   */
  requireInside(path: string): void {
    if (this.#roots === null) return;
    if (path.includes('\0') || !this.#isInside(realPathOfPlaceSync(path))) throw this.#refused(path);
  }

  /**
   * One level of the studio's file picker, folders first. Hidden entries, and links that lead out of the roots or
   * nowhere, are left out.
   *
   * @throws PathRefused, FileMissing (not there, or not a folder)
   */
  async list(path: string | null): Promise<FolderAnswer> {
    const roots = this.#roots ?? [homedir()];
    const folder = await realFolder(path === null ? roots[0]! : await this.allowed(path, 'path'));
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
    const found = await Promise.all(names.map((name) => this.#entry(folder, name)));
    const entries = found.filter((entry) => entry !== null);
    entries.sort((a, b) =>
      a.kind === b.kind ? byName.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1,
    );
    const above = dirname(folder);
    return { path: folder, parent: above !== folder && this.#isInside(above) ? above : null, roots, entries };
  }

  async #entry(folder: string, name: string): Promise<FolderEntry | null> {
    const path = join(folder, name);
    try {
      if (!this.#isInside(await realpath(path))) return null;
      const stats = await stat(path);
      if (stats.isDirectory()) return { name, path, kind: 'folder', sizeBytes: 0 };
      return stats.isFile() ? { name, path, kind: 'file', sizeBytes: stats.size } : null;
    } catch (error) {
      if (isFileError(error)) return null;
      throw error;
    }
  }

  #refused(path: string): StudioError {
    const roots = (this.#roots ?? []).join(', ');
    return new StudioError(
      'PathRefused',
      `${path} lies outside the folders that may be read: ${roots}; more are named with --root`,
      { path, roots },
    );
  }

  #isInside(real: string): boolean {
    return this.#roots === null || this.#roots.some((root) => isWithin(real, root));
  }
}

function isWithin(path: string, root: string): boolean {
  const step = relative(root, path);
  return step === '' || (step !== '..' && !step.startsWith(`..${sep}`) && !isAbsolute(step));
}

/** Links are resolved in the part of the path that exists; what does not exist yet cannot be a link. */
async function realPathOfPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const above = dirname(path);
    if (!isFileError(error) || above === path) throw error;
    return join(await realPathOfPlace(above), basename(path));
  }
}

function realPathOfPlaceSync(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const above = dirname(path);
    if (!isFileError(error) || above === path) throw error;
    return join(realPathOfPlaceSync(above), basename(path));
  }
}

async function realFolder(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    if ((await stat(real)).isDirectory()) return real;
  } catch (error) {
    if (!isFileError(error)) throw error;
  }
  throw new StudioError('FileMissing', `${path} is not a folder that can be read`, { file: path });
}

/** Gone, unreadable, a loop of links, or a file where a folder should be: the path's fault, not a bug. */
function isFileError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'EACCES' || code === 'ELOOP' || code === 'ENOTDIR' || code === 'EPERM';
}
