import type { LabelsAnswer, ProjectSummary } from '#api/contract.ts';
import type { ItemFilter } from '#domain/items/ItemFilter.ts';
import type { LabelEdit } from '#domain/items/ItemLabels.ts';
import { getJson, sendJson } from './request.ts';

/** Whose labels an edit changes. */
export type LabelledItems =
  { readonly itemIds: readonly number[] } | { readonly filter: ItemFilter; readonly run: number | null };

export const labelsClient = {
  of: (itemId: number, signal?: AbortSignal) => getJson<LabelsAnswer>(`items/${itemId}/labels`, signal),
  edit: (items: LabelledItems, edit: LabelEdit) =>
    sendJson<ProjectSummary>('PUT', 'labels', { ...items, edit }),
  saveFilter: (name: string, filter: ItemFilter) =>
    sendJson<ProjectSummary>('PUT', 'filters', { name, filter }),
  removeFilter: (id: number) => sendJson<ProjectSummary>('POST', `filters/${id}/remove`),
};
