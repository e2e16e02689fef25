import type { SerialisedError } from '#domain/errors.ts';
import type { DatasetPreview, PreviewOptions } from '#frames/previewDataset.ts';
import type { ScanEvent, ScanOptions } from '#frames/scanDataset.ts';
import type { FileFacts } from './freshSources.ts';

/** What the scan thread is asked to do; one thing at a time. */
export type ScanRequest =
  | { readonly type: 'scan'; readonly root: string; readonly options: Omit<ScanOptions, 'signal'> }
  | { readonly type: 'preview'; readonly root: string; readonly options: Omit<PreviewOptions, 'signal'> }
  /** Sizes and times of files, by absolute path. */
  | { readonly type: 'look'; readonly paths: readonly string[] }
  /** One batch of events was taken: another may come. */
  | { readonly type: 'taken' };

export type ScanAnswer =
  | { readonly type: 'events'; readonly events: readonly ScanEvent[] }
  | { readonly type: 'previewed'; readonly preview: DatasetPreview }
  | { readonly type: 'looked'; readonly found: readonly (FileFacts | null)[] }
  | { readonly type: 'end' }
  /** `error` is a StudioError where it has fields, else a bug's stack. */
  | { readonly type: 'error'; readonly error: SerialisedError | string };

/** Events per message: enough to make a transaction of, few enough to be shown soon. */
export const eventsPerBatch = 256;
/** Batches that may be under way before the reader takes one: the thread never runs ahead of the disk. */
export const batchesAhead = 4;
