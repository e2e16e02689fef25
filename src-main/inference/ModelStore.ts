import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isStudioError, StudioError, type SerialisedError } from '#domain/errors.ts';
import type { ModelManifest } from '#domain/networks/ModelManifest.ts';
import { validateManifest } from '#domain/networks/validateManifest.ts';
import { digestFile } from '#frames/readBytes.ts';
import { externalDataOf } from './externalData.ts';
import type { LocatedModel } from './protocol.ts';

/** Where networks are looked for. All absolute; none need exist. */
export interface ModelPlaces {
  /** The program's own `resources/models`: a manifest per network of the catalogue, and files that are bundled. */
  readonly bundled: string;
  /** Downloaded files of the catalogue's networks, a folder per id. */
  readonly cache: string;
  /** Networks that the user added: a folder per id with `manifest.json` and the files. */
  readonly added: string;
}

/** A network that is known, whether or not its files are here. */
export interface ModelEntry {
  readonly manifest: ModelManifest;
  /** `file`: a path on the command line, with its manifest beside it. */
  readonly origin: 'catalogue' | 'added' | 'file';
  /** Where its files lie, or would lie once downloaded. */
  readonly folder: string;
  /** Absolute paths, in the manifest's order; a network from a file has that file first. */
  readonly paths: readonly string[];
  /** `partial`: some files are there. Whether they are what the manifest says is not asked; `locate` does. */
  readonly state: 'ready' | 'partial' | 'absent' | 'imported-only';
}

/** A manifest that cannot be read. The others are listed all the same. */
export interface BrokenManifest {
  readonly file: string;
  readonly error: SerialisedError;
}

/** The networks that are known on this machine, and their files. Reads folders anew at every call. */
export class ModelStore {
  readonly places: ModelPlaces;
  /** Graphs, by hash, that read no other file than their manifests list. */
  readonly #listed = new Set<string>();
  readonly #digests = new Map<string, { readonly stamp: string; readonly sha256: string }>();

  constructor(places: ModelPlaces) {
    this.places = places;
  }

  /** The catalogue by name, then what the user added. */
  list(): { readonly models: readonly ModelEntry[]; readonly broken: readonly BrokenManifest[] } {
    const models: ModelEntry[] = [];
    const broken: BrokenManifest[] = [];
    for (const { file, origin } of this.#manifestFiles()) {
      try {
        models.push(this.#entry(file, origin));
      } catch (error) {
        if (!isStudioError(error)) throw error;
        broken.push({ file, error: error.toJSON() });
      }
    }
    return { models, broken };
  }

  /**
   * The network of that id, or of that `.onnx` file: its manifest is `NAME.json` or `manifest.json` beside it.
   * @throws ModelMissing, InvalidManifest
   */
  get(model: string): ModelEntry {
    if (/\.onnx$/i.test(model)) return this.#fromFile(resolve(model));
    const found = this.#manifestFiles().find(({ id }) => id === model);
    if (found) return this.#entry(found.file, found.origin);
    const known = this.#manifestFiles().map(({ id }) => id);
    throw new StudioError(
      'ModelMissing',
      `there is no matcher and no network named ${model}; networks: ${known.join(', ') || 'none'}`,
      { expected: known.join(', '), found: model },
    );
  }

  /**
   * The network with its files checked: there, of the right size, with the SHA-256 that the manifest states. A file is
   * hashed once, and again when it changes.
   *
   * @throws ModelMissing, InvalidManifest, HashMismatch; InvalidOption for one that is only imported; AbortError
   */
  async locate(model: string, signal?: AbortSignal): Promise<LocatedModel> {
    const { manifest, paths, state, folder } = this.get(model);
    if (state === 'imported-only') {
      throw new StudioError(
        'InvalidOption',
        `${manifest.name} does not run here; its predictions are imported`,
        { option: 'method', found: manifest.id },
      );
    }
    const graph = paths[0];
    const missing = paths.filter((path) => !existsSync(path));
    if (graph === undefined || missing.length > 0) {
      const found = missing.map((path) => basename(path)).join(', ') || 'no file';
      throw new StudioError(
        'ModelMissing',
        `${manifest.name} is not on this machine (${folder} lacks ${found}); fathom models download ${manifest.id}`,
        { file: graph ?? folder, expected: manifest.files.map(({ name }) => name).join(', '), found },
      );
    }
    await this.#requireListed(graph, manifest, signal);
    const files: LocatedModel['files'][number][] = [];
    for (const [i, path] of paths.entries()) {
      const sha256 = await this.#digestOf(path, signal);
      requireHash(path, sha256, manifest.files[i]);
      files.push({ name: basename(path), sha256 });
    }
    return { manifest, graph, sha256: files[0]!.sha256, files };
  }

  #manifestFiles(): { readonly id: string; readonly file: string; readonly origin: 'catalogue' | 'added' }[] {
    const { bundled, added } = this.places;
    const catalogue = namesIn(bundled)
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ id: name.slice(0, -5), file: join(bundled, name), origin: 'catalogue' as const }));
    const own = namesIn(added)
      .map((id) => ({ id, file: join(added, id, 'manifest.json'), origin: 'added' as const }))
      .filter(({ id, file }) => existsSync(file) && !catalogue.some((known) => known.id === id));
    return [...catalogue, ...own];
  }

  #entry(file: string, origin: 'catalogue' | 'added'): ModelEntry {
    const manifest = readManifest(file);
    const folder = origin === 'added' ? dirname(file) : this.#folderOf(manifest);
    const paths = manifest.files.map(({ name }) => join(folder, name));
    return { manifest, origin, folder, paths, state: stateOf(manifest, paths) };
  }

  /** Beside the manifest where the program brings the file, else in the cache. */
  #folderOf({ id, files }: ModelManifest): string {
    const { bundled, cache } = this.places;
    const isBundled = files.length > 0 && files.every(({ name }) => existsSync(join(bundled, name)));
    return isBundled && files[0]?.url === null ? bundled : join(cache, id);
  }

  #fromFile(graph: string): ModelEntry {
    const beside = [
      graph.replace(/\.onnx$/i, '.json'),
      `${graph}.json`,
      join(dirname(graph), 'manifest.json'),
    ];
    const file = beside.find((path) => existsSync(path));
    if (file === undefined) {
      const expected = beside.map((path) => basename(path)).join(' or ');
      throw new StudioError(
        'ModelMissing',
        `${graph} has no manifest beside it (${expected}); what its numbers mean is not guessed: fathom models add ${graph}`,
        { file: graph, expected, found: null },
      );
    }
    const manifest = readManifest(file);
    const others = manifest.files.slice(1).map(({ name }) => join(dirname(graph), name));
    const paths = [graph, ...others];
    return { manifest, origin: 'file', folder: dirname(graph), paths, state: stateOf(manifest, paths) };
  }

  /** A graph may read no file but those of its manifest, which lie beside it: ONNX Runtime follows any path in it. */
  async #requireListed(graph: string, { files }: ModelManifest, signal?: AbortSignal): Promise<void> {
    const sha256 = await this.#digestOf(graph, signal);
    if (this.#listed.has(sha256)) return;
    const found = await externalDataOf(graph);
    const unlisted = found.filter((name) => !files.some((file) => file.name === name));
    if (unlisted.length > 0) {
      const [expected, read] = [files.map(({ name }) => name).join(', '), unlisted.join(', ')];
      throw new StudioError('BadModel', `${graph} reads ${read}, which its manifest does not list`, {
        file: graph,
        expected,
        found: read,
      });
    }
    this.#listed.add(sha256);
  }

  async #digestOf(path: string, signal?: AbortSignal): Promise<string> {
    const { size, mtimeMs, ino } = statSync(path);
    const stamp = `${size} ${mtimeMs} ${ino}`;
    const known = this.#digests.get(path);
    if (known?.stamp === stamp) return known.sha256;
    const { sha256 } = await digestFile(path, signal);
    this.#digests.set(path, { stamp, sha256 });
    return sha256;
  }
}

/** @throws InvalidManifest */
function readManifest(file: string): ModelManifest {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new StudioError(
      'InvalidManifest',
      `${file}: cannot be read as JSON: ${found}`,
      { file, found },
      error,
    );
  }
  return validateManifest(json, file);
}

function stateOf({ kind }: ModelManifest, paths: readonly string[]): ModelEntry['state'] {
  if (kind === 'imported-only') return 'imported-only';
  const there = paths.filter((path) => existsSync(path)).length;
  if (there === 0) return 'absent';
  return there === paths.length ? 'ready' : 'partial';
}

function requireHash(path: string, found: string, file: ModelManifest['files'][number] | undefined): void {
  const expected = file?.sha256 ?? null;
  if (expected === null || expected === found) return;
  throw new StudioError('HashMismatch', `${path}: its SHA-256 is ${found}, the manifest says ${expected}`, {
    file: path,
    expected,
    found,
  });
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
