import { join } from 'node:path';
import type { LayoutItem } from '#domain/datasets/Layout.ts';
import { recogniseLayout } from '#domain/datasets/recogniseLayout.ts';
import { isStudioError } from '#domain/errors.ts';
import type { Encoding } from '#domain/records.ts';
import { EncodingChooser } from './EncodingChooser.ts';
import { loadRawMap } from './loadFrame.ts';
import { givenEncoding, listDataset } from './scanDataset.ts';
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

/**
 * What scanDataset would find, by names and one ground-truth file only.
 * @throws LayoutUnknown, FileMissing (the root), InvalidOption (layout, encoding), AbortError
 */
export async function previewDataset(
  root: string,
  options: {
    readonly layout: string;
    readonly groundTruthEncoding: string | null;
    readonly signal?: AbortSignal;
  },
): Promise<DatasetPreview> {
  const chooser = new EncodingChooser(givenEncoding(options));
  const { listing, refusedLinks } = await listDataset(root, options.signal);
  const { layout, reason, items, problems } = recogniseLayout(listing, options.layout);
  const withGroundTruth = items.filter((item) => item.groundTruth.length > 0);
  return {
    layout,
    reason,
    items: items.length,
    withGroundTruth: withGroundTruth.length,
    withCalibration: items.filter((item) => item.calibration !== null).length,
    groundTruthEncoding: await firstEncoding(root, listing.rootName, chooser, withGroundTruth[0]),
    rejected: [...problems, ...refusedLinks],
  };
}

async function firstEncoding(
  root: string,
  rootName: string,
  chooser: EncodingChooser,
  item: LayoutItem | undefined,
): Promise<Encoding | null> {
  const file = item?.groundTruth[0];
  if (!file) return null;
  try {
    const raw = await loadRawMap(join(root, file.path));
    return chooser.choose(file, raw, rootName, item.groundTruth.length === 1).encoding;
  } catch (error) {
    // A preview asks where an import would refuse: null makes the studio offer the choice.
    if (isStudioError(error)) return null;
    throw error;
  }
}
