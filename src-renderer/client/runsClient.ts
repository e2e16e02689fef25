import type {
  ComparisonAnswer,
  ErrorProfileAnswer,
  ImportPredictionsAnswer,
  ImportPredictionsRequest,
  MetricTableAnswer,
  RegionsAnswer,
  RunSummaryAnswer,
  SparsificationAnswer,
  StartRunAnswer,
  StartRunRequest,
  TrialAnswer,
} from '#api/contract.ts';
import type { Recipe } from '#domain/evaluation/Recipe.ts';
import { getJson, queryOf, request, sendJson } from './request.ts';

interface RunPair {
  readonly a: number;
  readonly b: number;
  readonly metric: string;
  readonly scope: string;
}

interface TableQuery {
  readonly scope: string;
  /** `name` or a metric's name. */
  readonly sort: string;
  readonly descending: boolean;
}

interface TablePageQuery extends TableQuery {
  readonly offset: number;
  readonly limit: number;
}

export const runsClient = {
  start: (wanted: StartRunRequest) => sendJson<StartRunAnswer>('POST', 'runs', wanted),
  importPredictions: (wanted: ImportPredictionsRequest) =>
    sendJson<ImportPredictionsAnswer>('POST', 'predictions/import', wanted),
  summary: (runId: number, intervals: boolean, signal?: AbortSignal) =>
    getJson<RunSummaryAnswer>(`runs/${runId}/summary${queryOf({ intervals: intervals || null })}`, signal),
  table: (runId: number, wanted: TablePageQuery, signal?: AbortSignal) =>
    getJson<MetricTableAnswer>(`runs/${runId}/table${queryOf({ ...wanted })}`, signal),
  regions: (run: number, offset: number, limit: number, signal?: AbortSignal) =>
    getJson<RegionsAnswer>(`regions${queryOf({ run, offset, limit })}`, signal),
  compare: (wanted: RunPair, regions: boolean, signal?: AbortSignal) =>
    getJson<ComparisonAnswer>(`comparison${queryOf({ ...wanted, regions: regions || null })}`, signal),
  /** See the contract: ids, values of a, values of b. */
  points: async (wanted: RunPair, signal?: AbortSignal): Promise<ArrayBuffer> =>
    (await request(`comparison/points${queryOf({ ...wanted })}`, { signal })).arrayBuffer(),
  errorProfile: (itemId: number, run: number, against: 'truth' | 'distance', signal?: AbortSignal) =>
    getJson<ErrorProfileAnswer>(`items/${itemId}/error-profile${queryOf({ run, against })}`, signal),
  sparsification: (itemId: number, run: number, signal?: AbortSignal) =>
    getJson<SparsificationAnswer>(`items/${itemId}/sparsification${queryOf({ run })}`, signal),
  tryRecipe: (itemId: number, run: number, recipe: Recipe, signal?: AbortSignal) =>
    sendJson<TrialAnswer>('POST', `items/${itemId}/trial`, { run, recipe }, { signal }),
  /** Address of a run's table, for a download link. */
  tableUrl: (run: number, format: 'csv' | 'json', wanted: TableQuery & { readonly metrics: string }) =>
    `/api/runs/${run}/table/${format}${queryOf({ ...wanted })}`,
  /** Address of a report, for a download link. */
  reportUrl: (format: 'html' | 'json' | 'csv', run: number | null) =>
    `/api/reports/${format}${queryOf({ run })}`,
};
