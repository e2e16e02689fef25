import { Worker } from 'node:worker_threads';
import type { BothMeans } from '#compute/tasks/summariseMetric.task.ts';
import { abortError, reviveError } from '#domain/errors.ts';
import type { SummaryQuestion, SummaryTold } from './summaryProtocol.ts';

/**
 * Means, medians and intervals of every metric of a run, read and computed in a thread that ends with its answer, so that
 * whoever asks for something meanwhile is answered at once.
 *
 * @throws BadProject; AbortError, at once
 */
export function summariseInThread(
  question: SummaryQuestion,
  signal: AbortSignal,
): Promise<readonly BothMeans[]> {
  signal.throwIfAborted();
  const worker = new Worker(workerUrl(), { workerData: question });
  return new Promise((done, failed) => {
    const stop = (): void => {
      failed(abortError());
      void worker.terminate();
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (told: SummaryTold) => {
      if (told.type === 'rows') done(told.rows);
      else failed(typeof told.error === 'string' ? new Error(told.error) : reviveError(told.error));
    });
    worker.once('error', failed);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      failed(new Error(`the summary thread ended with ${code} and without an answer`));
    });
  });
}

/** Beside this file as `.ts` when the source runs unbuilt, beside the bundle as `.js` when it was built. */
function workerUrl(): URL {
  return new URL(`./summary.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}
