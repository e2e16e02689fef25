import type { StereoRig } from '../camera/StereoRig.ts';
import type { AssetRole, ProblemRecord } from '../records.ts';

/** The names of the dataset layouts that are recognised. */
export const layoutNames = [
  'middlebury',
  'kitti-2012',
  'kitti-2015',
  'scene-flow',
  'parallel-folders',
  'named-pairs',
] as const;
export type LayoutName = (typeof layoutNames)[number];

/** The files below a folder, as paths relative to it with forward slashes. */
export interface Listing {
  /** The folder's own name: a scene that is the root itself is called so. */
  readonly rootName: string;
  readonly paths: readonly string[];
}

/** How the meaning of a ground truth's numbers is found. */
export type EncodingRule =
  /** The layout prescribes it. */
  | { readonly kind: 'named'; readonly name: string; readonly reason: string }
  /** 8-bit Middlebury disparity: the scale follows from the picture's size. */
  | { readonly kind: 'middlebury-size' }
  /** Scene Flow: pixels, of which only the absolute value counts. */
  | { readonly kind: 'scene-flow-sign' }
  /** Nothing prescribes it: proposed from name and values, once per folder. */
  | { readonly kind: 'by-values' };

export interface GroundTruthFile {
  readonly role: 'disparity' | 'depth';
  readonly path: string;
  readonly rule: EncodingRule;
}

/** Where an item's camera is described. */
export type CalibrationSource =
  /** A text file; `pair` says which of KITTI's camera pairs the pictures are from. */
  | { readonly kind: 'file'; readonly path: string; readonly pair: 'grey' | 'colour' }
  /** Known from the dataset's publication, in units that are not metres. */
  | { readonly kind: 'published'; readonly rig: StereoRig; readonly caveat: string };

/** An item as the file names tell it. */
export interface LayoutItem {
  /** Unique within the listing and independent of where the root lies. */
  readonly name: string;
  readonly left: string;
  /** Null for a single picture with its map. */
  readonly right: string | null;
  readonly groundTruth: readonly GroundTruthFile[];
  readonly masks: readonly { readonly role: AssetRole; readonly path: string }[];
  readonly classMasks: readonly { readonly className: string; readonly path: string }[];
  readonly calibration: CalibrationSource | null;
  /** What is missing beside it, but does not keep it from being used. */
  readonly problems: readonly LayoutProblem[];
}

export type LayoutProblem = Omit<ProblemRecord, 'id' | 'itemId'>;

/** What one layout's finder makes of a listing. */
export interface LayoutFinding {
  readonly layout: LayoutName;
  readonly items: readonly LayoutItem[];
  /** Items that cannot be used, with the reason. */
  readonly problems: readonly LayoutProblem[];
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
