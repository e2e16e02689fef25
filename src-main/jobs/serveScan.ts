import { statSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { isStudioError } from '#domain/errors.ts';
import { previewDataset } from '#frames/previewDataset.ts';
import { scanDataset } from '#frames/scanDataset.ts';
import type { ScanEvent } from '#frames/scanDataset.ts';
import type { FileFacts } from './freshSources.ts';
import { batchesAhead, eventsPerBatch } from './scanProtocol.ts';
import type { ScanAnswer, ScanRequest } from './scanProtocol.ts';

/** Answers the requests that come through a port: the thread's side of ScanThread. */
export function serveScan(port: MessagePort): void {
  let credit = batchesAhead;
  let wake = (): void => undefined;
  const send = (answer: ScanAnswer): void => port.postMessage(answer);
  const sendEvents = async (events: readonly ScanEvent[]): Promise<void> => {
    while (credit === 0) await new Promise<void>((resolve) => (wake = resolve));
    credit--;
    send({ type: 'events', events });
  };
  const answer = async (request: ScanRequest): Promise<void> => {
    switch (request.type) {
      case 'taken':
        credit++;
        wake();
        break;
      case 'look':
        send({ type: 'looked', found: request.paths.map(factsOf) });
        break;
      case 'preview':
        send({ type: 'previewed', preview: await previewDataset(request.root, request.options) });
        break;
      case 'scan': {
        let batch: ScanEvent[] = [];
        for await (const event of scanDataset(request.root, request.options)) {
          batch.push(event);
          if (batch.length < eventsPerBatch && event.type !== 'layout') continue;
          await sendEvents(batch);
          batch = [];
        }
        if (batch.length > 0) await sendEvents(batch);
        send({ type: 'end' });
      }
    }
  };
  port.on('message', (request: ScanRequest) => {
    answer(request).catch((error: unknown) => {
      send({ type: 'error', error: isStudioError(error) ? error.toJSON() : stackOf(error) });
    });
  });
}

function factsOf(path: string): FileFacts | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? { sizeBytes: stats.size, mtimeMs: stats.mtimeMs } : null;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
