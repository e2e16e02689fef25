import type { BundleAnswer, BundleSizeAnswer, ProjectSummary } from '#api/contract.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import { sendJson } from './request.ts';

/** Which items: a list, those a filter takes in a run, or all. */
export type BundledItems =
  | { readonly itemIds: readonly number[] }
  | { readonly filter: ItemFilter; readonly run: number | null }
  | Readonly<Record<string, never>>;

/** What of them. */
export interface BundleWish {
  /** Absolute path of the zip. */
  readonly output: string;
  readonly files: boolean;
  readonly results: boolean;
}

export const bundlesClient = {
  size: (items: BundledItems, signal: AbortSignal) =>
    sendJson<BundleSizeAnswer>('POST', 'bundle/size', items, { signal }),
  write: (items: BundledItems, wish: BundleWish) =>
    sendJson<BundleAnswer>('POST', 'bundle', { ...items, ...wish }),
  unpack: (path: string, folder: string, signal: AbortSignal) =>
    sendJson<ProjectSummary>('POST', 'project/unbundle', { path, folder }, { signal }),
};
