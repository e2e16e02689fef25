import { basename, resolve } from 'node:path';
import type { StereoCameras } from '#domain/camera/StereoCameras.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { Listing } from '#domain/datasets/Layout.ts';
import { formatEncoding, parseEncoding } from '#domain/datasets/parseEncoding.ts';
import { recogniseLayout } from '#domain/datasets/recogniseLayout.ts';
import { abortError } from '#domain/errors.ts';
import type { AssetRole, Encoding, ProblemRecord } from '#domain/records.ts';
import { EncodingChooser } from './EncodingChooser.ts';
import { listFolder } from './listFolder.ts';
import { scanItem } from './scanItem.ts';

export interface ScanOptions {
  /** `auto` or a layout's name (see recogniseLayout.ts). */
  readonly layout: string;
  /** As written by the user, named or spelled out; overrides what would be proposed. */
  readonly groundTruthEncoding: string | null;
  /** Absolute path of a calibration file that holds for every item; null or absent = what the layout says. */
  readonly calibration?: string | null;
  readonly signal?: AbortSignal;
}

export type FoundProblem = Omit<ProblemRecord, 'id' | 'itemId'>;

export interface FoundAsset {
  readonly role: AssetRole;
  /** Relative to the scanned root, with forward slashes. */
  readonly path: string;
  readonly encoding: Encoding | null;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface FoundItem {
  readonly name: string;
  /** Of the left picture; of the rectified one, where the pair is not rectified yet. */
  readonly width: number;
  readonly height: number;
  readonly rig: StereoRig | null;
  /** What rectifies the pair; null where it is rectified, or nothing is known. */
  readonly cameras: StereoCameras | null;
  /** Relative path of the calibration file; null where there is none, or the dataset's publication gives the camera. */
  readonly rigSource: string | null;
  readonly assets: readonly FoundAsset[];
  /** Masks of annotated classes that came with the data (`masks/<class>/`), relative paths. */
  readonly classMasks: readonly { readonly className: string; readonly path: string }[];
  /** Doubtful things about this item, and files of it that were left out. */
  readonly problems: readonly FoundProblem[];
}

export type ScanEvent =
  /** First, once: what the folder was taken for, why, and how many items follow. */
  | { readonly type: 'layout'; readonly layout: string; readonly reason: string; readonly total: number }
  /** What ground truth's numbers were taken to mean, and why; once per encoding. */
  | { readonly type: 'encoding'; readonly encoding: Encoding; readonly reason: string }
  | { readonly type: 'item'; readonly item: FoundItem }
  /** A file or a whole item that was left out. */
  | { readonly type: 'rejected'; readonly problem: FoundProblem };

/**
 * Finds the items of a dataset below a folder, in the order of their names. Pictures are read for their digest and
 * header; ground truths are read whole, so that a damaged or empty one is told at once. A file or item that cannot be
 * used is an event, and the rest goes on.
 *
 * @throws LayoutUnknown, FileMissing (the root), InvalidOption (layout, encoding), AbortError; EncodingUnknown where
 *         nothing says what a folder of ground truth means.
 */
export async function* scanDataset(root: string, options: ScanOptions): AsyncGenerator<ScanEvent> {
  const chooser = new EncodingChooser(givenEncoding(options));
  const { listing, refusedLinks } = await listDataset(root, options.signal);
  const { layout, reason, items, problems } = recogniseLayout(listing, options.layout);
  yield { type: 'layout', layout, reason, total: items.length };
  for (const problem of [...problems, ...refusedLinks]) yield { type: 'rejected', problem };

  const told = new Set<string>();
  for (const item of items) {
    if (options.signal?.aborted) throw abortError();
    const scanned = await scanItem(
      {
        root,
        rootName: listing.rootName,
        chooser,
        calibration: options.calibration ?? null,
        signal: options.signal,
      },
      item,
    );
    for (const { encoding, reason } of scanned.encodings) {
      const key = formatEncoding(encoding);
      if (!told.has(key)) yield { type: 'encoding', encoding, reason };
      told.add(key);
    }
    if (scanned.item) yield { type: 'item', item: scanned.item };
    if (scanned.rejected) yield { type: 'rejected', problem: scanned.rejected };
  }
}

/** What the user said about the ground truth's numbers. @throws InvalidOption */
export function givenEncoding({
  groundTruthEncoding,
}: Pick<ScanOptions, 'groundTruthEncoding'>): Encoding | null {
  return groundTruthEncoding === null ? null : parseEncoding(groundTruthEncoding);
}

/** The files below a root, and the links among them that were not followed. @throws FileMissing, AbortError */
export async function listDataset(
  root: string,
  signal?: AbortSignal,
): Promise<{ readonly listing: Listing; readonly refusedLinks: readonly FoundProblem[] }> {
  const { paths, refusedLinks } = await listFolder(root, signal);
  return {
    listing: { rootName: basename(resolve(root)), paths },
    refusedLinks: refusedLinks.map((file) => ({
      file,
      severity: 'rejected',
      tag: 'PathRefused',
      message: `${file}: a link to a folder, out of the dataset or to nothing is not followed`,
      fields: { file },
    })),
  };
}
