import type { StereoRig } from '../camera/StereoRig.ts';
import type { AssetRole } from '../records.ts';

/** What can be done about a problem, as it is offered. */
export type Remedy =
  /** A doubtful file is used as it is, a rejected one stays left out; either way nobody is asked again. */
  | { readonly kind: 'keep' }
  /** The left picture is the right one and the right one the left. */
  | { readonly kind: 'swap-sides' }
  /** The ground truth is read so; where it was rejected, it is used from now on. */
  | { readonly kind: 'encode'; readonly role: 'disparity' | 'depth'; readonly encoding: string }
  /** The calibration's numbers are scaled from the size it is for to the picture's. */
  | { readonly kind: 'scale-calibration' }
  /** That file of the item is not used. */
  | { readonly kind: 'leave-out'; readonly role: AssetRole }
  /** The item is no part of runs that are started over all items. */
  | { readonly kind: 'leave-item-out' };

/** What was done, with everything that doing it again needs. */
export type Correction =
  | Exclude<Remedy, { readonly kind: 'encode' | 'scale-calibration' }>
  | (Extract<Remedy, { readonly kind: 'encode' }> & {
      /** Where the file was rejected: its path below the item's folder of the project, and its size. */
      readonly adds?: { readonly path: string; readonly sizeBytes: number };
    })
  | { readonly kind: 'rig'; readonly rig: StereoRig };

/** What was decided about one problem. It is known by what it is about, and so outlives the list of problems. */
export interface Decision {
  /** Null where the file belongs to no item. */
  readonly itemId: number | null;
  readonly file: string;
  /** A ProblemKind. */
  readonly problem: string;
  readonly correction: Correction;
  /** SHA-256 of the file that was kept as it is, null where not known: another content is asked about anew. */
  readonly content: string | null;
}

/** One undoable step: what was decided and what is not decided any more. */
export interface DecisionDiff {
  readonly added: readonly Decision[];
  readonly removed: readonly Decision[];
}

/** Tells remedies of one problem apart, and finds the same one for problems that are alike. */
export function remedyKey(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'encode':
      return `encode ${remedy.role} ${remedy.encoding}`;
    case 'leave-out':
      return `leave-out ${remedy.role}`;
    default:
      return remedy.kind;
  }
}
