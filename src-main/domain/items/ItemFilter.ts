import { StudioError } from '../errors.ts';

/**
 * How an item stands in a run: `open` has no result yet, `stale` has one of files that changed since. `missing`: one of
 * its files is gone; `doubtful`: the import found something wrong with it. These two ask for no run.
 */
export const itemStates = ['done', 'failed', 'open', 'stale', 'missing', 'doubtful'] as const;

export type ItemState = (typeof itemStates)[number];

/** Which items a list, a run or a bundle takes. All conditions hold together. */
export interface ItemFilter {
  /** Part of the name, any case; '' = any. */
  readonly name: string;
  /** All of these. */
  readonly tags: readonly string[];
  /** Has an annotation of that class; null = any. */
  readonly classId: number | null;
  /** '' = those in no split; null = any. */
  readonly split: string | null;
  readonly state: ItemState | null;
}

export const noFilter: ItemFilter = { name: '', tags: [], classId: null, split: null, state: null };

/** True where the filter takes every item. */
export function isNoFilter(filter: ItemFilter): boolean {
  const { name, tags, classId, split, state } = filter;
  return name === '' && tags.length === 0 && classId === null && split === null && state === null;
}

const mostTags = 16;

/**
 * A filter from a request, a saved one or the command line; what is absent takes every item.
 * @throws BadRequest
 */
export function parseItemFilter(value: unknown): ItemFilter {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused('filter', value);
  const {
    name = '',
    tags = [],
    classId = null,
    split = null,
    state = null,
  } = value as Record<string, unknown>;
  if (typeof name !== 'string') throw refused('filter.name', name);
  if (!isTexts(tags) || tags.length > mostTags) throw refused('filter.tags', tags);
  if (classId !== null && !(typeof classId === 'number' && Number.isSafeInteger(classId))) {
    throw refused('filter.classId', classId);
  }
  if (split !== null && typeof split !== 'string') throw refused('filter.split', split);
  const known = itemStates.find((each) => each === state) ?? null;
  if (state !== null && known === null) throw refused('filter.state', state);
  return { name, tags, classId, split, state: known };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function refused(field: string, found: unknown): StudioError {
  const shown = JSON.stringify(found ?? null).slice(0, 80);
  return new StudioError('BadRequest', `${field} is not what a filter needs, found ${shown}`, {
    field,
    found: shown,
  });
}
