import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { SerialisedError } from '#domain/errors.ts';
import type { AssetRole, Encoding } from '#domain/records.ts';
import type { FoundProblem } from '#frames/scanDataset.ts';

/** A file of an item that is to be examined. */
export interface FileToExamine {
  readonly role: AssetRole;
  /** Absolute. */
  readonly path: string;
  /** As problems name it. */
  readonly file: string;
  readonly encoding: Encoding | null;
}

/** An item that is to be examined; its files were there a moment ago. */
export interface ItemToExamine {
  readonly files: readonly FileToExamine[];
  readonly rig: StereoRig | null;
  /** Its rows correspond as the files lie; else what needs that is left out. */
  readonly isRectified: boolean;
}

export type DoctorAnswer =
  | { readonly type: 'examined'; readonly problems: readonly FoundProblem[] }
  /** `error` is a StudioError where it has fields, else a bug's stack. */
  | { readonly type: 'error'; readonly error: SerialisedError | string };
