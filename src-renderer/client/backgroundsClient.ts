import type { BackgroundAnswer, BackgroundPreview, ProjectSummary } from '#api/contract.ts';
import type { BackgroundRule } from '#domain/ignore/BackgroundRule.ts';
import { getJson, sendJson } from './request.ts';

export const backgroundsClient = {
  ofFolder: (rootId: number, signal?: AbortSignal) =>
    getJson<BackgroundAnswer>(`roots/${rootId}/background`, signal),
  keep: (rootId: number, rule: BackgroundRule | null) =>
    sendJson<ProjectSummary>('PUT', `roots/${rootId}/background`, { rule }),
  preview: (itemId: number, rule: BackgroundRule, signal?: AbortSignal) =>
    sendJson<BackgroundPreview>('POST', `items/${itemId}/background`, { rule }, signal ? { signal } : {}),
};
