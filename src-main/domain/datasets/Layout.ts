import type { StereoRig } from '../camera/StereoRig.ts';
import type { AssetRole, ProblemRecord } from '../records.ts';

/** What is known of a layout, for people and for docs/layouts.md. */
export interface LayoutRecord {
  /** On the command line and in projects. */
  readonly name: string;
  /** For people. */
  readonly label: string;
  /** Which files and folders it is told by. */
  readonly recognisedBy: string;
  /** What the ground truth's numbers are, their unit, and which mean "no value". */
  readonly groundTruth: string;
  readonly calibration: string;
  /** Masks and classes that come with it. */
  readonly masks: string;
  readonly splits: string;
  readonly source: string;
  /** Facts in this record that were not checked against the dataset or its authors' code. */
  readonly unverified: readonly string[];
}

/** The files below a folder, as paths relative to it with forward slashes. */
export interface Listing {
  /** The folder's own name: a scene that is the root itself is called so. */
  readonly rootName: string;
  readonly paths: readonly string[];
  /** Texts of the small files that say how the others belong together (manifests, time stamps, splits), by path. */
  readonly texts?: ReadonlyMap<string, string>;
  /** How many frames a container (`.mat`) holds, by path. */
  readonly frames?: ReadonlyMap<string, number>;
  /** Short lists of numbers in containers, by `path:variable`. */
  readonly arrays?: ReadonlyMap<string, readonly number[]>;
}

/** A way to find a dataset's items by the names of its files. */
export interface Layout {
  readonly record: LayoutRecord;
  /** Files whose text `find` wants to see in `listing.texts`, whole (at most 16 MB) or its first 64 kB. */
  readonly wantsText?: (path: string) => boolean;
  readonly wantsHead?: (path: string) => boolean;
  /** Containers whose frames `find` wants counted in `listing.frames`: the variable whose first axis is counted. */
  readonly wantsFrames?: (path: string) => string | null;
  /** Containers of which `find` wants these variables in `listing.arrays`; each at most 1 MB. */
  readonly wantsArrays?: (path: string) => readonly string[];
  readonly find: (listing: Listing) => LayoutFinding;
}

/** How the meaning of a ground truth's numbers is found. */
export type EncodingRule =
  /** The layout prescribes it. */
  | { readonly kind: 'named'; readonly name: string; readonly reason: string }
  /** 8-bit Middlebury disparity: the scale follows from the picture's size. */
  | { readonly kind: 'middlebury-size' }
  /** Nothing prescribes it: proposed from name and values, once per folder. */
  | { readonly kind: 'by-values' }
  /** Written in the manifest that names the file, as for parseEncoding. */
  | { readonly kind: 'spelled'; readonly text: string; readonly reason: string };

export interface GroundTruthFile {
  readonly role: 'disparity' | 'depth';
  readonly path: string;
  readonly rule: EncodingRule;
}

/** The syntaxes in which a single camera is described; formats/cameras reads them. */
export type CameraSyntax =
  | 'matrix'
  | 'json'
  | 'yaml'
  | 'cityscapes'
  | 'virtual-kitti'
  | 'spring'
  | 'sintel'
  | 'driving-stereo'
  | 'booster'
  | 'npy'
  | 'ibims';

/** Where an item's camera is described. */
export type CalibrationSource =
  /** The text file of a pair; `pair` says which of KITTI's camera pairs the pictures are from. */
  | { readonly kind: 'file'; readonly path: string; readonly pair: 'grey' | 'colour' }
  /** Known from the dataset's publication; with a caveat where something of it is doubtful. */
  | { readonly kind: 'published'; readonly rig: StereoRig; readonly caveat: string | null }
  /** A file of one camera; where several frames or cameras share it, `frame` and `camera` say which is meant. */
  | {
      readonly kind: 'camera';
      readonly path: string;
      readonly syntax: CameraSyntax;
      readonly frame?: number;
      readonly camera?: number;
      /** Metres, where the file does not say it and the dataset's publication does; null for a single camera. */
      readonly baselineM: number | null;
    };

/** A mask of a class that came with the data. */
export interface ClassMaskFile {
  readonly className: string;
  readonly path: string;
  /** The stored values that are the class; absent = everything but 0. */
  readonly values?: readonly number[];
}

/** An item as the file names tell it. */
export interface LayoutItem {
  /** Unique within the listing and independent of where the root lies. */
  readonly name: string;
  readonly left: string;
  /** Null for a single picture with its map. */
  readonly right: string | null;
  readonly groundTruth: readonly GroundTruthFile[];
  readonly masks: readonly { readonly role: AssetRole; readonly path: string }[];
  readonly classMasks: readonly ClassMaskFile[];
  readonly calibration: CalibrationSource | null;
  /** `training`, `test` …; absent where the dataset does not say. */
  readonly split?: string | null;
  /** What is missing beside it, but does not keep it from being used. */
  readonly problems: readonly LayoutProblem[];
}

export type LayoutProblem = Omit<ProblemRecord, 'id' | 'itemId'>;

/** An annotation file that belongs to the whole dataset. */
export interface AnnotationSource {
  readonly path: string;
  readonly format: 'coco' | 'da2k';
}

/** What one layout's finder makes of a listing. */
export interface LayoutFinding {
  readonly items: readonly LayoutItem[];
  /** Items that cannot be used, with the reason. */
  readonly problems: readonly LayoutProblem[];
  readonly annotations?: readonly AnnotationSource[];
  /** Every file that the layout accounts for, used or known to be something else. */
  readonly claimed: ReadonlySet<string>;
}

/** The problem of a file without its partner. */
export function partnerMissing(
  severity: LayoutProblem['severity'],
  file: string,
  expected: string,
  consequence: string,
): LayoutProblem {
  return {
    file,
    severity,
    tag: 'FileMissing',
    message: `${file}: ${expected} is missing; ${consequence}`,
    fields: { file, expected, found: null },
  };
}
