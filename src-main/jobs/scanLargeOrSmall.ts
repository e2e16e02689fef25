import { hasMoreFilesThan } from '#frames/listFolder.ts';
import { scanDataset } from '#frames/scanDataset.ts';
import type { ScanEvent, ScanOptions } from '#frames/scanDataset.ts';
import { eventsPerBatch } from './scanProtocol.ts';
import { ScanThread } from './ScanThread.ts';

/** Above this, reading every file whole would take minutes before anything can be looked at. */
const mostFilesReadWhole = 3000;
/** Found items are handed on after this time, however few. */
const batchMs = 250;

/**
 * The items of a folder, in batches. A small dataset is read whole, so that every damaged file is told at once; of a
 * large one only headers are read, in a thread of its own, and content is checked when a file is first used.
 *
 * @param mostWhole  files up to which a dataset counts as small.
 * @throws as scanDataset
 */
export async function* scanLargeOrSmall(
  root: string,
  options: ScanOptions,
  mostWhole = mostFilesReadWhole,
): AsyncGenerator<readonly ScanEvent[]> {
  if (!(await hasMoreFilesThan(mostWhole, root, options.signal))) {
    yield* batched(scanDataset(root, options));
    return;
  }
  const thread = new ScanThread();
  try {
    const headersOnly = { ...options, reads: 'headers' } as const;
    yield* thread.scan(root, headersOnly);
  } finally {
    await thread.close();
  }
}

async function* batched(events: AsyncIterable<ScanEvent>): AsyncGenerator<readonly ScanEvent[]> {
  let batch: ScanEvent[] = [];
  let since = performance.now();
  for await (const event of events) {
    batch.push(event);
    if (batch.length < eventsPerBatch && performance.now() - since < batchMs && event.type !== 'layout')
      continue;
    yield batch;
    batch = [];
    since = performance.now();
  }
  if (batch.length > 0) yield batch;
}
