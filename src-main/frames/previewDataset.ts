import type { Encoding } from '#domain/records.ts';
import type { FoundProblem } from './scanDataset.ts';

export interface DatasetPreview {
  readonly layout: string;
  readonly reason: string;
  readonly items: number;
  readonly withGroundTruth: number;
  readonly withCalibration: number;
  /** Of the first item with ground truth; null where there is none or it cannot be told. */
  readonly groundTruthEncoding: Encoding | null;
  readonly rejected: readonly FoundProblem[];
}

/** What scanDataset would find, by names and one header only. Same errors. */
export function previewDataset(
  _root: string,
  _options: { readonly layout: string; readonly groundTruthEncoding: string | null },
): Promise<DatasetPreview> {
  throw new Error('not written yet');
}
