import { Worker } from 'node:worker_threads';
import { abortError, reviveError } from '#domain/errors.ts';
import type { DatasetPreview, PreviewOptions } from '#frames/previewDataset.ts';
import type { ScanEvent, ScanOptions } from '#frames/scanDataset.ts';
import type { FileFacts } from './freshSources.ts';
import type { ScanAnswer, ScanRequest } from './scanProtocol.ts';

/**
 * Large datasets are listed, recognised and looked at in a thread of their own, so that whoever asks for something
 * meanwhile is answered at once, and what the listing needed is given back when the thread ends.
 */
export class ScanThread {
  readonly #worker = new Worker(workerUrl());
  readonly #answers: ScanAnswer[] = [];
  #wake = (): void => undefined;

  constructor() {
    this.#worker.on('message', (answer: ScanAnswer) => this.#take(answer));
    this.#worker.on('error', (error) =>
      this.#take({ type: 'error', error: error instanceof Error ? (error.stack ?? '') : String(error) }),
    );
  }

  /** As scanDataset, in batches. @throws as scanDataset */
  async *scan(
    root: string,
    { signal, ...options }: ScanOptions,
  ): AsyncGenerator<readonly ScanEvent[], void, undefined> {
    this.#send({ type: 'scan', root, options });
    for (;;) {
      const answer = await this.#next(signal);
      if (answer.type === 'end') return;
      if (answer.type !== 'events') throw new Error(`the scan thread answered ${answer.type}`);
      this.#send({ type: 'taken' });
      yield answer.events;
    }
  }

  /** As previewDataset. @throws as previewDataset */
  async preview(root: string, { signal, ...options }: PreviewOptions): Promise<DatasetPreview> {
    this.#send({ type: 'preview', root, options });
    const answer = await this.#next(signal);
    if (answer.type !== 'previewed') throw new Error(`the scan thread answered ${answer.type}`);
    return answer.preview;
  }

  /** Sizes and times of files, in order; null where there is none. @throws AbortError */
  async look(paths: readonly string[], signal?: AbortSignal): Promise<readonly (FileFacts | null)[]> {
    this.#send({ type: 'look', paths });
    const answer = await this.#next(signal);
    if (answer.type !== 'looked') throw new Error(`the scan thread answered ${answer.type}`);
    return answer.found;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(request: ScanRequest): void {
    this.#worker.postMessage(request);
  }

  #take(answer: ScanAnswer): void {
    this.#answers.push(answer);
    this.#wake();
  }

  async #next(signal?: AbortSignal): Promise<ScanAnswer> {
    const wake = (): void => this.#wake();
    signal?.addEventListener('abort', wake);
    try {
      while (this.#answers.length === 0 && !signal?.aborted) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      signal?.removeEventListener('abort', wake);
    }
    if (signal?.aborted) throw abortError();
    const answer = this.#answers.shift()!;
    if (answer.type !== 'error') return answer;
    throw typeof answer.error === 'string' ? new Error(answer.error) : reviveError(answer.error);
  }
}

/** Beside this file as `.ts` when the source runs unbuilt, beside the bundle as `.js` when it was built. */
function workerUrl(): URL {
  return new URL(`./scan.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}
