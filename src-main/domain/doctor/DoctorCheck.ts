import type { ErrorFields, ErrorTag } from '../errors.ts';
import type { AssetRole } from '../records.ts';
import type { ItemView } from './ItemView.ts';
import type { ProblemKind } from './ProblemKind.ts';

/** A doubt about one file of an item. */
export interface Finding {
  readonly kind: ProblemKind;
  readonly tag: ErrorTag;
  readonly file: string;
  readonly role: AssetRole;
  /** What was expected and found, without the file's name. */
  readonly message: string;
  /** The numbers of the message. */
  readonly fields: ErrorFields;
  /** Readings of a ground truth that would mend it, the likeliest first. */
  readonly encodings?: readonly string[];
}

/** One way of doubting an item. It says nothing rather than something doubtful of a good file. */
export interface DoctorCheck {
  readonly name: string;
  readonly find: (view: ItemView) => readonly Finding[];
}
