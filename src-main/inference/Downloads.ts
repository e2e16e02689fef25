import { isAbortError, isStudioError, type SerialisedError } from '#domain/errors.ts';
import type { ModelDownload } from '#domain/networks/ModelDownload.ts';
import type { DownloadProgress } from './downloadFile.ts';
import type { ModelLibrary } from './ModelLibrary.ts';

/** Watchers are told at most this often of progress. */
const tellEveryMs = 250;

interface Running {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** Downloads of networks that go on in the background, one per network. */
export class Downloads {
  readonly #library: ModelLibrary;
  readonly #running = new Map<string, Running>();
  readonly #last = new Map<string, ModelDownload>();
  readonly #watchers = new Set<(download: ModelDownload) => void>();

  constructor(library: ModelLibrary) {
    this.#library = library;
  }

  /** What is under way, and how the last ones of this run of the program ended. */
  list(): ModelDownload[] {
    return [...this.#last.values()];
  }

  /** Starts a download, or goes on with one; one that is running stays. The user has accepted the licence. */
  start(id: string): void {
    if (this.#running.has(id)) return;
    const controller = new AbortController();
    this.#tell({ ...blank, id });
    this.#running.set(id, { controller, ended: this.#run(id, controller.signal) });
  }

  /** Stops within a moment; what was fetched is kept for the next time. */
  async cancel(id: string): Promise<void> {
    const running = this.#running.get(id);
    running?.controller.abort();
    await running?.ended;
  }

  /** Answers a function that ends the watch. */
  watch(watcher: (download: ModelDownload) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.cancel(id)));
  }

  async #run(id: string, signal: AbortSignal): Promise<void> {
    const progress = new Progress(id, (download) => {
      this.#tell(download);
    });
    try {
      await this.#library.download(id, { signal, onProgress: (at) => progress.move(at) });
      this.#tell({ ...progress.at, state: 'done' });
    } catch (error) {
      if (isAbortError(error)) this.#tell({ ...progress.at, state: 'cancelled' });
      else this.#tell({ ...progress.at, state: 'failed', error: failureOf(error, id) });
    } finally {
      this.#running.delete(id);
    }
  }

  #tell(download: ModelDownload): void {
    this.#last.set(download.id, download);
    for (const watcher of this.#watchers) watcher(download);
  }
}

/** Nobody waits for a download: whatever ends it is told, and none ends the program. */
function failureOf(error: unknown, id: string): SerialisedError {
  if (isStudioError(error)) return error.toJSON();
  const found = error instanceof Error ? error.message : String(error);
  return { tag: 'DownloadFailed', message: `${id}: ${found}`, fields: { found } };
}

const blank: Omit<ModelDownload, 'id'> = {
  state: 'running',
  doneBytes: 0,
  totalBytes: null,
  bytesPerSecond: null,
  secondsLeft: null,
  error: null,
};

/** Bytes over time, thinned out. */
class Progress {
  at: ModelDownload;
  readonly #tell: (download: ModelDownload) => void;
  readonly #startedAt = performance.now();
  #firstBytes: number | null = null;
  #toldAt = -Infinity;

  constructor(id: string, tell: (download: ModelDownload) => void) {
    this.at = { ...blank, id };
    this.#tell = tell;
  }

  move({ doneBytes, totalBytes }: DownloadProgress): void {
    // What an earlier attempt left says nothing of the speed of this one.
    this.#firstBytes ??= doneBytes;
    const seconds = (performance.now() - this.#startedAt) / 1000;
    const bytesPerSecond = (doneBytes - this.#firstBytes) / seconds || null;
    const secondsLeft =
      totalBytes === null || bytesPerSecond === null ? null : (totalBytes - doneBytes) / bytesPerSecond;
    this.at = { ...this.at, doneBytes, totalBytes, bytesPerSecond, secondsLeft };
    if (performance.now() - this.#toldAt < tellEveryMs) return;
    this.#toldAt = performance.now();
    this.#tell(this.at);
  }
}
