import { Worker } from 'node:worker_threads';
import { abortError, reviveError } from '#domain/errors.ts';
import type { FoundProblem } from '#frames/scanDataset.ts';
import type { DoctorAnswer, ItemToExamine } from './doctorProtocol.ts';

/** A thread that reads items whole and examines them, one at a time, so that whoever asks for something is answered. */
export class DoctorThread {
  #worker: Worker | null = null;

  /** What is doubtful about an item. @throws FileMissing, AbortError */
  async examine(item: ItemToExamine, signal: AbortSignal): Promise<readonly FoundProblem[]> {
    signal.throwIfAborted();
    const worker = (this.#worker ??= new Worker(workerUrl()));
    const answer = await new Promise<DoctorAnswer>((resolve, reject) => {
      const end = (settle: () => void): void => {
        worker.off('message', take);
        worker.off('error', fail);
        signal.removeEventListener('abort', stop);
        settle();
      };
      const take = (told: DoctorAnswer): void => end(() => resolve(told));
      const fail = (error: unknown): void =>
        end(() => reject(error instanceof Error ? error : new Error(String(error))));
      const stop = (): void => end(() => reject(abortError()));
      worker.on('message', take);
      worker.on('error', fail);
      signal.addEventListener('abort', stop);
      worker.postMessage(item);
    });
    if (answer.type === 'examined') return answer.problems;
    throw typeof answer.error === 'string' ? new Error(answer.error) : reviveError(answer.error);
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }
}

/** Beside this file as `.ts` when the source runs unbuilt, beside the bundle as `.js` when it was built. */
function workerUrl(): URL {
  return new URL(`./doctor.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}
