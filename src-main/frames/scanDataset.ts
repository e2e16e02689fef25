import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { AssetRole, Encoding, ProblemRecord } from '#domain/records.ts';

export interface ScanOptions {
  /** `auto` or a layout's name (see recogniseLayout.ts). */
  readonly layout: string;
  /** As written by the user, named or spelled out; overrides what would be proposed. */
  readonly groundTruthEncoding: string | null;
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
  /** Of the left picture. */
  readonly width: number;
  readonly height: number;
  readonly rig: StereoRig | null;
  /** Relative path of the calibration file; null where there is none. */
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
  /** What the ground truth's numbers were taken to mean, and why; once per encoding. */
  | { readonly type: 'encoding'; readonly encoding: Encoding; readonly reason: string }
  | { readonly type: 'item'; readonly item: FoundItem }
  /** A file or a whole item that was left out. */
  | { readonly type: 'rejected'; readonly problem: FoundProblem };

/**
 * Finds the items of a dataset below a folder.
 * @throws LayoutUnknown, EncodingUnknown, FileMissing, InvalidOption; AbortError when cancelled.
 */
export function scanDataset(_root: string, _options: ScanOptions): AsyncGenerator<ScanEvent> {
  throw new Error('not written yet');
}
