import type { ItemState } from '#domain/items/ItemFilter.ts';

/** How the states of items are called. */
export const stateNames: Readonly<Record<ItemState, string>> = {
  done: 'Done',
  failed: 'Failed',
  open: 'No result yet',
  stale: 'Stale',
  missing: 'File missing',
  doubtful: 'With problems',
};
