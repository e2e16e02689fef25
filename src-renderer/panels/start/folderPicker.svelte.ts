import type { FolderAnswer } from '#api/contract.ts';
import { getFiles, type Files } from '../../studio/files.svelte.ts';
import { Latest } from '../../studio/latest.svelte.ts';

export type FolderEntry = FolderAnswer['entries'][number];

/** The studio's own picker: one folder's entries at a time, never outside the roots. */
export class FolderPicker {
  readonly #folder = new Latest<FolderAnswer>();
  readonly #files: Files;
  /** Files are listed only where their name ends so; null = folders only. */
  readonly #extension: string | null;

  constructor(files: Files, extension: string | null) {
    this.#files = files;
    this.#extension = extension;
  }

  static create(extension: string | null): FolderPicker {
    return new FolderPicker(getFiles(), extension);
  }

  get folder(): FolderAnswer | null {
    return this.#folder.value;
  }

  get error(): Error | null {
    return this.#folder.error;
  }

  get roots(): readonly string[] {
    return [...new Set(this.folder?.roots ?? [])];
  }

  /** Folders first, each kind by name. */
  get entries(): readonly FolderEntry[] {
    const shown = (this.folder?.entries ?? []).filter(
      ({ kind, name }) => kind === 'folder' || (this.#extension !== null && name.endsWith(this.#extension)),
    );
    return [...shown].sort(
      (a, b) =>
        Number(b.kind === 'folder') - Number(a.kind === 'folder') ||
        a.name.localeCompare(b.name, 'en', { numeric: true }),
    );
  }

  async go(path: string | null): Promise<void> {
    await this.#folder.load(() => this.#files.folder(path));
  }
}
