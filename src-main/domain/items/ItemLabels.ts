import { StudioError } from '../errors.ts';

/** What the user says of an item. */
export interface ItemLabels {
  /** Sorted, without repetition. */
  readonly tags: readonly string[];
  /** `train`, `val`, `hard` …; '' = none. */
  readonly split: string;
  readonly note: string;
}

/** One item's labels before and after an edit. */
export interface LabelChange {
  readonly itemId: number;
  readonly before: ItemLabels;
  readonly after: ItemLabels;
}

/** What to do with the labels of some items; what is absent stays. */
export interface LabelEdit {
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly split?: string;
  readonly note?: string;
}

const longestName = 60;
const longestNote = 4000;

/** The labels after the edit; names are trimmed. @throws BadRequest */
export function editLabels(before: ItemLabels, edit: LabelEdit): ItemLabels {
  const tags = new Set(before.tags);
  for (const tag of edit.removeTags ?? []) tags.delete(tag);
  for (const tag of edit.addTags ?? []) tags.add(labelName(tag, 'a tag'));
  const split =
    edit.split === undefined ? before.split : edit.split === '' ? '' : labelName(edit.split, 'a split');
  const note = edit.note ?? before.note;
  if (note.length > longestNote) {
    throw new StudioError('BadRequest', `a note has at most ${longestNote} letters, found ${note.length}`, {
      expected: longestNote,
      found: note.length,
    });
  }
  return { tags: [...tags].sort(), split, note };
}

/** A tag's or split's name as it is kept. @throws BadRequest */
function labelName(name: string, what: string): string {
  const kept = name.trim().replaceAll(/\s+/g, ' ');
  if (kept !== '' && kept.length <= longestName && !kept.includes(',')) return kept;
  throw new StudioError(
    'BadRequest',
    `${what} needs a name of 1 to ${longestName} letters without commas, found "${kept.slice(0, 80)}"`,
    { expected: longestName, found: kept.length },
  );
}
