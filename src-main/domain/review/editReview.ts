import { StudioError } from '../errors.ts';
import type { RegionReview } from '../regions/RegionRecord.ts';

/** What to say of a region; what is absent stays. */
export interface ReviewEdit {
  readonly state?: RegionReview['state'];
  /** Null = the automatic cause stands. */
  readonly cause?: string | null;
  readonly note?: string;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  /** In pixels; null = the found outline stands. */
  readonly outline?: RegionReview['outline'];
}

export const noReview: RegionReview = { state: 'open', cause: null, note: '', tags: [], outline: null };

const longestName = 60;
const longestNote = 4000;
const mostPoints = 10_000;

/**
 * The review after an edit; null where nothing is said any more.
 *
 * @param automaticCause  naming it as the correction is the same as no correction.
 * @throws BadRequest (a name or note that is too long or empty, an outline of fewer than three points)
 */
export function editReview(
  before: RegionReview | null,
  edit: ReviewEdit,
  automaticCause: string,
): RegionReview | null {
  const review = before ?? noReview;
  const tags = new Set(review.tags);
  for (const tag of edit.removeTags ?? []) tags.delete(tag);
  for (const tag of edit.addTags ?? []) tags.add(nameOf(tag, 'a tag'));
  const cause = edit.cause === undefined ? review.cause : edit.cause;
  const after: RegionReview = {
    state: edit.state ?? review.state,
    cause: cause === null || cause === automaticCause ? null : nameOf(cause, 'a cause'),
    note: noteOf(edit.note ?? review.note),
    tags: [...tags].sort(),
    outline: edit.outline === undefined ? review.outline : outlineOf(edit.outline),
  };
  return JSON.stringify(after) === JSON.stringify(noReview) ? null : after;
}

function nameOf(name: string, what: string): string {
  const kept = name.trim().replaceAll(/\s+/g, ' ');
  if (kept !== '' && kept.length <= longestName && !kept.includes(',')) return kept;
  throw new StudioError(
    'BadRequest',
    `${what} needs a name of 1 to ${longestName} letters without commas, found "${kept.slice(0, 80)}"`,
    { expected: longestName, found: kept.length },
  );
}

function noteOf(note: string): string {
  if (note.length <= longestNote) return note;
  throw new StudioError('BadRequest', `a note has at most ${longestNote} letters, found ${note.length}`, {
    expected: longestNote,
    found: note.length,
  });
}

function outlineOf(outline: RegionReview['outline']): RegionReview['outline'] {
  if (outline === null || (outline.length >= 3 && outline.length <= mostPoints)) return outline;
  throw new StudioError('BadRequest', `an outline has 3 to ${mostPoints} points, found ${outline.length}`, {
    expected: `3 to ${mostPoints}`,
    found: outline.length,
  });
}
