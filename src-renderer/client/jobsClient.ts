import type { JobsAnswer } from '#api/contract.ts';
import type { JobRecord } from '#domain/records.ts';
import { getJson, sendJson } from './request.ts';

export const jobsClient = {
  list: () => getJson<JobsAnswer>('jobs'),
  cancel: (jobId: number) => sendJson<JobRecord>('POST', `jobs/${jobId}/cancel`),
  resume: (jobId: number) => sendJson<JobRecord>('POST', `jobs/${jobId}/resume`),
};
