import type { ProjectSummary, RelocateAnswer } from '#api/contract.ts';
import { sendJson } from './request.ts';

export const rootsClient = {
  add: (path: string) => sendJson<ProjectSummary>('POST', 'roots', { path, layout: 'auto' }),
  relocate: (id: number, path: string) => sendJson<RelocateAnswer>('POST', `roots/${id}/relocate`, { path }),
  remove: (id: number) => sendJson<ProjectSummary>('POST', `roots/${id}/remove`),
};
