import type { ProblemRecord } from '#domain/records.ts';

export declare class ProblemStore {
  /** Adds problems of files that belong to no item, or to the given one. */
  add(problems: readonly Omit<ProblemRecord, 'id'>[]): void;
  /** Removes problems of no item; call before a re-import (an item's own are replaced by ItemStore.upsert). */
  clearUnassigned(): void;
  list(): ProblemRecord[];
  ofItem(itemId: number): ProblemRecord[];
  counts(): { rejected: number; doubtful: number };
}
