import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isStudioError, StudioError, type SerialisedError } from '#domain/errors.ts';
import type { ModelFile, ModelManifest } from '#domain/networks/ModelManifest.ts';
import { validateManifest } from '#domain/networks/validateManifest.ts';
import { digestFile } from '#frames/readBytes.ts';
import { downloadFile, type DownloadProgress } from './downloadFile.ts';
import { externalDataOf } from './externalData.ts';
import type { ModelEntry, ModelStore } from './ModelStore.ts';

/** Whether a network's files are what its manifest says. */
export interface ModelCheck {
  readonly id: string;
  readonly ok: boolean;
  readonly error: SerialisedError | null;
}

interface FetchOptions {
  readonly signal?: AbortSignal;
  /** Over all files of the network. */
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/** Changes what networks are on this machine: fetched, added from a file, removed, verified. */
export class ModelLibrary {
  readonly #store: ModelStore;

  constructor(store: ModelStore) {
    this.#store = store;
  }

  /**
   * Fetches the files of a network of the catalogue that are not there yet. The caller has shown the licence.
   * @throws ModelMissing where the catalogue has no address or no SHA-256 for a file; as downloadFile
   */
  async download(id: string, { signal, onProgress }: FetchOptions = {}): Promise<ModelEntry> {
    const entry = this.#store.get(id);
    const files = entry.manifest.files.map((file) => requireFetchable(entry.manifest, file));
    if (files.length === 0) throw notFetchable(entry.manifest, 'the catalogue has no file of it');
    const totalBytes = files.reduce<number | null>(
      (sum, { sizeBytes }) => (sum === null || sizeBytes === null ? null : sum + sizeBytes),
      0,
    );
    let before = 0;
    for (const [i, file] of files.entries()) {
      const path = entry.paths[i]!;
      if (!(await isRight(path, file))) {
        await downloadFile(
          { ...file, path },
          {
            ...(signal ? { signal } : {}),
            onProgress: (progress) =>
              onProgress?.({
                doneBytes: before + progress.doneBytes,
                totalBytes: totalBytes ?? (files.length === 1 ? progress.totalBytes : null),
              }),
          },
        );
      }
      before += file.sizeBytes ?? (await digestFile(path, signal)).sizeBytes;
    }
    return this.#store.get(id);
  }

  /** The files of a graph on disk, as a manifest lists them: the graph, and the weights it keeps beside it. @throws BadModel */
  async filesOf(graph: string, signal?: AbortSignal): Promise<ModelFile[]> {
    const names = await externalDataOf(graph);
    const paths = [graph, ...names.map((name) => join(dirname(graph), name))];
    return Promise.all(
      paths.map(async (path, i): Promise<ModelFile> => {
        const { sha256, sizeBytes } = await digestFile(path, signal);
        const role = i === 0 ? 'graph' : 'external-data';
        return { name: basename(path), role, url: null, sizeBytes, sha256 };
      }),
    );
  }

  /**
   * Keeps a network of the user's: its files are copied, its manifest states what they are.
   * @param graph  absolute path of the `.onnx` file
   * @throws InvalidManifest; InvalidOption where the id is taken; BadModel; FileMissing; CannotWrite
   */
  async add(graph: string, manifest: ModelManifest, signal?: AbortSignal): Promise<ModelEntry> {
    const whole = validateManifest({ ...manifest, files: await this.filesOf(graph, signal) }, graph);
    if (this.#store.list().models.some((model) => model.manifest.id === whole.id)) {
      throw new StudioError('InvalidOption', `there is a network ${whole.id} already; choose another id`, {
        option: 'id',
        found: whole.id,
      });
    }
    const folder = join(this.#store.places.added, whole.id);
    try {
      await mkdir(folder, { recursive: true });
      for (const { name } of whole.files) await copyFile(join(dirname(graph), name), join(folder, name));
      // Last: a network without manifest is not there, so one that was half copied is not either.
      await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(whole, null, 2)}\n`);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      const found = error instanceof Error ? error.message : String(error);
      throw new StudioError(
        'CannotWrite',
        `${folder}: cannot be written: ${found}`,
        { file: folder, found },
        error,
      );
    }
    return this.#store.get(whole.id);
  }

  /** Deletes what was downloaded of a network, or the whole of one that was added. @throws ModelMissing, InvalidOption */
  async remove(id: string): Promise<void> {
    const { folder, origin, manifest } = this.#store.get(id);
    if (origin === 'file' || folder === this.#store.places.bundled) {
      throw new StudioError('InvalidOption', `${manifest.name} comes with the program and stays`, {
        option: 'id',
        found: id,
      });
    }
    await rm(folder, { recursive: true, force: true });
  }

  /** Hashes every file that is there. */
  async verify(signal?: AbortSignal): Promise<ModelCheck[]> {
    const checks: ModelCheck[] = [];
    for (const { manifest, state } of this.#store.list().models) {
      if (state !== 'ready' && state !== 'partial') continue;
      const error = await this.#store.locate(manifest.id, signal).then(
        () => null,
        (reason: unknown) => {
          if (isStudioError(reason)) return reason.toJSON();
          throw reason;
        },
      );
      checks.push({ id: manifest.id, ok: error === null, error });
    }
    return checks;
  }
}

type FetchableFile = ModelFile & { readonly url: string; readonly sha256: string };

function requireFetchable(manifest: ModelManifest, file: ModelFile): FetchableFile {
  const { url, sha256 } = file;
  if (url === null) throw notFetchable(manifest, `${file.name} has no address`);
  if (sha256 === null) throw notFetchable(manifest, `the SHA-256 of ${file.name} is not known`);
  return { ...file, url, sha256 };
}

function notFetchable({ id, name, source, notes }: ModelManifest, reason: string): StudioError {
  const message = `${name} cannot be downloaded: ${reason}. Get the file from ${source} and add it: fathom models add FILE --like ${id}`;
  return new StudioError('ModelMissing', message, { found: reason, notes: notes.join(' ') });
}

async function isRight(path: string, { sha256 }: FetchableFile): Promise<boolean> {
  return digestFile(path).then(
    (found) => found.sha256 === sha256,
    (error: unknown) => {
      if (isStudioError(error) && error.tag === 'FileMissing') return false;
      throw error;
    },
  );
}
