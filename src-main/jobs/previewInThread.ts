import type { DatasetPreview, PreviewOptions } from '#frames/previewDataset.ts';
import { ScanThread } from './ScanThread.ts';

/**
 * What an import of a folder would find. Its names are listed and recognised in a thread that ends with the answer, or at
 * once where nobody waits for it any more, so that a folder of hundreds of thousands of files keeps nobody waiting.
 *
 * @throws as previewDataset
 */
export async function previewInThread(root: string, options: PreviewOptions): Promise<DatasetPreview> {
  options.signal?.throwIfAborted();
  const thread = new ScanThread();
  try {
    return await thread.preview(root, options);
  } finally {
    await thread.close();
  }
}
