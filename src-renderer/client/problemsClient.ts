import type {
  ImportCheckAnswer,
  ImportRequest,
  ProblemListAnswer,
  ProblemsAnswer,
  RemedyAnswer,
} from '#api/contract.ts';
import type { ProblemKind } from '#domain/doctor/ProblemKind.ts';
import type { JobRecord } from '#domain/records.ts';
import { getJson, queryOf, sendJson } from './request.ts';

/** Which problems of one kind. */
export interface ProblemQuery {
  readonly kind: ProblemKind;
  readonly state: 'open' | 'settled';
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

export const problemsClient = {
  counts: () => getJson<ProblemsAnswer>('problems'),
  list: (query: ProblemQuery, signal?: AbortSignal) =>
    getJson<ProblemListAnswer>(`problems/list${queryOf({ ...query })}`, signal),
  remedy: (problemId: number, key: string, alike: boolean) =>
    sendJson<RemedyAnswer>('POST', `problems/${problemId}/remedy`, { key, alike }),
  check: () => sendJson<JobRecord>('POST', 'problems/check'),
  checkImport: (wanted: Omit<ImportRequest, 'output' | 'calibration'>, signal: AbortSignal) =>
    sendJson<ImportCheckAnswer>('POST', 'import/check', wanted, { signal }),
};
