import type {
  ComparisonAnswer,
  ErrorProfileAnswer,
  ImportPredictionsAnswer,
  ImportPredictionsRequest,
  RegionsAnswer,
  RunSummaryAnswer,
  StartRunAnswer,
  StartRunRequest,
} from '#api/contract.ts';
import { getJson, queryOf, sendJson } from './request.ts';

export const runsClient = {
  start: (wanted: StartRunRequest) => sendJson<StartRunAnswer>('POST', 'runs', wanted),
  importPredictions: (wanted: ImportPredictionsRequest) =>
    sendJson<ImportPredictionsAnswer>('POST', 'predictions/import', wanted),
  summary: (runId: number, signal?: AbortSignal) =>
    getJson<RunSummaryAnswer>(`runs/${runId}/summary`, signal),
  regions: (run: number, offset: number, limit: number, signal?: AbortSignal) =>
    getJson<RegionsAnswer>(`regions${queryOf({ run, offset, limit })}`, signal),
  compare: (
    wanted: { readonly a: number; readonly b: number; readonly metric: string; readonly scope: string },
    signal?: AbortSignal,
  ) => getJson<ComparisonAnswer>(`comparison${queryOf(wanted)}`, signal),
  errorProfile: (itemId: number, run: number, signal?: AbortSignal) =>
    getJson<ErrorProfileAnswer>(`items/${itemId}/error-profile${queryOf({ run })}`, signal),
  /** Address of a report, for a download link. */
  reportUrl: (format: 'html' | 'json' | 'csv', run: number | null) =>
    `/api/reports/${format}${queryOf({ run })}`,
};
