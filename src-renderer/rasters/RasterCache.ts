import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import type { AssetRecord } from '#domain/records.ts';

/** Where rasters come from; rastersClient is one. */
export interface RasterSource {
  raster(rasterId: string, signal?: AbortSignal): Promise<Raster>;
  assetRaster(assetId: number, signal?: AbortSignal): Promise<Raster>;
  assetPicture(assetId: number, signal?: AbortSignal): Promise<Picture>;
}

type Loaded = Raster | Picture;

interface Entry {
  readonly value: Promise<Loaded>;
  /** Null while it is being fetched. */
  bytes: number | null;
  waiting: number;
  readonly abort: AbortController;
}

/**
 * Rasters and pictures by id, fetched once, kept while they fit into the budget; the longest unused go first. A fetch
 * is aborted when the last that waits for it has lost interest. A failure is not kept.
 */
export class RasterCache {
  readonly #source: RasterSource;
  readonly #budgetBytes: number;
  readonly #entries = new Map<string, Entry>();

  constructor(source: RasterSource, budgetBytes = 512 * 1024 * 1024) {
    this.#source = source;
    this.#budgetBytes = budgetBytes;
  }

  raster(rasterId: string, signal: AbortSignal): Promise<Raster> {
    return this.#get(`raster:${rasterId}`, (s) => this.#source.raster(rasterId, s), signal);
  }

  assetRaster(asset: AssetRecord, signal: AbortSignal): Promise<Raster> {
    return this.#get(`map:${keyOf(asset)}`, (s) => this.#source.assetRaster(asset.id, s), signal);
  }

  /** @param made  says how it is made of its file (rectified by which cameras), where that is not as it is. */
  assetPicture(asset: AssetRecord, signal: AbortSignal, made = ''): Promise<Picture> {
    return this.#get(`picture:${keyOf(asset)}${made}`, (s) => this.#source.assetPicture(asset.id, s), signal);
  }

  /** Bytes of all that is loaded. */
  get bytes(): number {
    let sum = 0;
    for (const entry of this.#entries.values()) sum += entry.bytes ?? 0;
    return sum;
  }

  async #get<T extends Loaded>(
    key: string,
    load: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    signal.throwIfAborted();
    const entry = this.#entries.get(key) ?? this.#start(key, load);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (entry.bytes !== null) return (await entry.value) as T;
    return this.#waitFor(key, entry, signal) as Promise<T>;
  }

  #start(key: string, load: (signal: AbortSignal) => Promise<Loaded>): Entry {
    const abort = new AbortController();
    const entry: Entry = { value: load(abort.signal), bytes: null, waiting: 0, abort };
    entry.value.then(
      (loaded) => {
        entry.bytes = bytesOf(loaded);
        this.#evict();
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry;
  }

  async #waitFor(key: string, entry: Entry, signal: AbortSignal): Promise<Loaded> {
    entry.waiting += 1;
    let leave = () => {};
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason as Error);
      signal.addEventListener('abort', leave);
    });
    try {
      return await Promise.race([entry.value, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      entry.waiting -= 1;
      if (entry.waiting === 0 && entry.bytes === null) {
        entry.abort.abort();
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      }
    }
  }

  #evict(): void {
    let excess = this.bytes - this.#budgetBytes;
    for (const [key, entry] of this.#entries) {
      if (excess <= 0) return;
      if (entry.bytes === null) continue;
      excess -= entry.bytes;
      this.#entries.delete(key);
    }
  }
}

function bytesOf(loaded: Loaded): number {
  return 'values' in loaded ? loaded.values.byteLength : loaded.data.byteLength;
}

/** An id alone means another file in another project, and another map after its encoding was changed. */
function keyOf(asset: AssetRecord): string {
  return `${asset.id}:${asset.sha256 ?? ''}:${JSON.stringify(asset.encoding)}`;
}
