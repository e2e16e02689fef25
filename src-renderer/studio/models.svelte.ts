import { createContext } from 'svelte';
import type { ModelInspectionAnswer, ModelsAnswer, ModelSummary } from '#api/contract.ts';
import type { ModelDownload } from '#domain/networks/ModelDownload.ts';
import type { ModelManifest } from '#domain/networks/ModelManifest.ts';
import type { Raster } from '#domain/rasters/Raster.ts';
import { modelsClient } from '../client/modelsClient.ts';
import type { Connection } from './connection.svelte.ts';
import { Latest } from './latest.svelte.ts';

/** The networks that are known on this machine, and downloads of them. Read when first asked for. */
export class Models {
  /** The known network whose file is about to be added, or null for one that nobody knows. */
  addedAs = $state.raw<ModelManifest | null>(null);
  readonly #answer = new Latest<ModelsAnswer>();
  #downloads = $state.raw<ReadonlyMap<string, ModelDownload>>(new Map());

  static create(connection: Connection): Models {
    const models = setModels(new Models());
    connection.on('download', ({ download }) => {
      models.#downloads = new Map(models.#downloads).set(download.id, download);
      if (download.state === 'done') models.load();
    });
    connection.onReconnected(() => models.#answer.value && models.load());
    return models;
  }

  /** Empty until read. */
  get all(): readonly ModelSummary[] {
    return this.#answer.value?.models ?? [];
  }

  /** Those that can run now. */
  get ready(): readonly ModelSummary[] {
    return this.all.filter(({ state }) => state === 'ready');
  }

  get broken(): ModelsAnswer['broken'] {
    return this.#answer.value?.broken ?? [];
  }

  get isLoaded(): boolean {
    return this.#answer.value !== null;
  }

  get error(): Error | null {
    return this.#answer.error;
  }

  /** The newest download of a network in this session of the program. */
  downloadOf(id: string): ModelDownload | null {
    return this.#downloads.get(id) ?? null;
  }

  load(): void {
    void this.#take(modelsClient.list());
  }

  /** The user has accepted the licence. */
  download({ manifest }: ModelSummary): Promise<void> {
    return this.#take(modelsClient.download(manifest.id, manifest.licence.name));
  }

  cancel(id: string): Promise<void> {
    return this.#take(modelsClient.cancel(id));
  }

  remove(id: string): Promise<void> {
    return this.#take(modelsClient.remove(id));
  }

  inspect(path: string): Promise<ModelInspectionAnswer> {
    return modelsClient.inspect(path);
  }

  tryOn(path: string, manifest: ModelManifest, itemId: number, signal: AbortSignal): Promise<Raster> {
    return modelsClient.tryOn({ path, manifest, itemId }, signal);
  }

  /** @throws the backend's refusal */
  async add(path: string, manifest: ModelManifest): Promise<void> {
    const answer = await modelsClient.add(path, manifest);
    await this.#take(Promise.resolve(answer));
  }

  #take(answer: Promise<ModelsAnswer>): Promise<void> {
    return this.#answer.load(async () => {
      const { downloads, ...rest } = await answer;
      this.#downloads = new Map(downloads.map((download) => [download.id, download]));
      return { downloads, ...rest };
    });
  }
}

const [getModels, setModels] = createContext<Models>();

export { getModels };
