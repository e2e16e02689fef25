import type { StereoCameras } from '#domain/camera/StereoCameras.ts';
import type { StereoRig } from '#domain/camera/StereoRig.ts';
import { parseGivenEncodings } from '#domain/datasets/givenEncodings.ts';
import type { AnnotationSource, ClassMaskFile } from '#domain/datasets/Layout.ts';
import { formatEncoding } from '#domain/datasets/parseEncoding.ts';
import { recogniseLayout } from '#domain/datasets/recogniseLayout.ts';
import { abortError } from '#domain/errors.ts';
import type { AssetRole, Encoding, ProblemRecord } from '#domain/records.ts';
import { EncodingChooser } from './EncodingChooser.ts';
import { inOrder } from './inOrder.ts';
import { scanItem } from './scanItem.ts';
import type { ScannedFile } from './scanDigest.ts';
import { scanListing } from './scanListing.ts';

export interface ScanOptions {
  /** `auto` or a layout's name (see recogniseLayout.ts). */
  readonly layout: string;
  /**
   * As written by the user, named or spelled out, for all ground truth or by layer (givenEncodings.ts); overrides what
   * would be proposed.
   */
  readonly groundTruthEncoding: string | null;
  /** Absolute path of a calibration file that holds for every item; null or absent = what the layout says. */
  readonly calibration?: string | null;
  /**
   * `whole`: every file is read, ground truth is decoded, and what is damaged or empty is told; `headers`: nothing but
   * headers and the ends of files. Absent: whole up to a thousand items.
   */
  readonly reads?: 'whole' | 'headers';
  readonly signal?: AbortSignal;
}

export type FoundProblem = Omit<ProblemRecord, 'id' | 'itemId'>;

export interface FoundAsset extends ScannedFile {
  readonly role: AssetRole;
  /** Relative to the scanned root, with forward slashes; `x.mat:images[3]` names an array. */
  readonly path: string;
  readonly encoding: Encoding | null;
}

export interface FoundItem {
  readonly name: string;
  /** Of the left picture; of the rectified one, where the pair is not rectified yet. */
  readonly width: number;
  readonly height: number;
  /** `training`, `test` …; null where the dataset does not say. */
  readonly split: string | null;
  readonly rig: StereoRig | null;
  /** What rectifies the pair; null where it is rectified, or nothing is known. */
  readonly cameras: StereoCameras | null;
  /** Relative path of the calibration file; null where there is none, or the dataset's publication gives the camera. */
  readonly rigSource: string | null;
  readonly assets: readonly FoundAsset[];
  /** Masks of annotated classes that came with the data (`masks/<class>/`), relative paths. */
  readonly classMasks: readonly ClassMaskFile[];
  /** Doubtful things about this item, and files of it that were left out. */
  readonly problems: readonly FoundProblem[];
}

/** What all ground truth of one layer was taken to mean (domain/datasets/layerOf.ts). */
export interface LayerEncoding {
  readonly layer: string;
  readonly encoding: Encoding;
  readonly reason: string;
}

export type ScanEvent =
  /** First, once: what the folder was taken for, why, and how many items follow. */
  | {
      readonly type: 'layout';
      readonly layout: string;
      readonly reason: string;
      readonly total: number;
      /** Annotation files of the whole dataset, relative paths; none is read. */
      readonly annotations: readonly AnnotationSource[];
    }
  /** What a layer's numbers were taken to mean, and why; once per layer and encoding. */
  | ({ readonly type: 'encoding' } & LayerEncoding)
  | { readonly type: 'item'; readonly item: FoundItem }
  /** A file or a whole item that was left out. */
  | { readonly type: 'rejected'; readonly problem: FoundProblem };

/** Up to so many items every file is read whole, where nothing else is asked for. */
const mostWholeItems = 1000;
/** Files are read by so many items at once: a disk's answer takes longer than what is done with it. */
const atOnce = 16;

/**
 * Finds the items of a dataset below a folder, in the order of their names. A file or item that cannot be used is an
 * event, and the rest goes on. No pixels are held, and what is held beside the list of names does not grow.
 *
 * @throws LayoutUnknown, FileMissing (the root), InvalidOption (layout, encoding), BadFile (a manifest), AbortError;
 *         EncodingUnknown where nothing says what a folder of ground truth means.
 */
export async function* scanDataset(root: string, options: ScanOptions): AsyncGenerator<ScanEvent> {
  const { signal, calibration = null } = options;
  const chooser = new EncodingChooser(parseGivenEncodings(options.groundTruthEncoding));
  const { listing, refusedLinks } = await scanListing(root, signal);
  const { layout, reason, items, problems, annotations } = recogniseLayout(listing, options.layout);
  yield { type: 'layout', layout, reason, total: items.length, annotations };
  for (const problem of [...problems, ...refusedLinks]) yield { type: 'rejected', problem };

  const reads = options.reads ?? (items.length <= mostWholeItems ? 'whole' : 'headers');
  const context = { root, rootName: listing.rootName, chooser, items, calibration, reads, signal };
  const told = new Set<string>();
  for await (const scanned of inOrder(items, atOnce, (item) => scanItem(context, item))) {
    if (signal?.aborted) throw abortError();
    for (const found of scanned.encodings) {
      const key = `${found.layer} ${formatEncoding(found.encoding)}`;
      if (!told.has(key)) yield { type: 'encoding', ...found };
      told.add(key);
    }
    if (scanned.item) yield { type: 'item', item: scanned.item };
    if (scanned.rejected) yield { type: 'rejected', problem: scanned.rejected };
  }
}
