import type {
  FailureChangesAnswer,
  RecallAnswer,
  RegionCountsAnswer,
  RegionGroupsAnswer,
  RegionSettingsAnswer,
  SetRegionSettingsAnswer,
} from '#api/contract.ts';
import type { RegionSettings } from '#domain/regions/RegionSettings.ts';
import { getJson, queryOf, sendJson } from './request.ts';

/** Why runs fail: what is counted and compared over all of their failure regions. */
export const regionsClient = {
  counts: (runs: readonly number[], signal?: AbortSignal) =>
    getJson<RegionCountsAnswer>(`regions/counts${queryOf({ runs: runs.join(',') })}`, signal),
  changes: (a: number, b: number, cause: string | null, signal?: AbortSignal) =>
    getJson<FailureChangesAnswer>(`regions/comparison${queryOf({ a, b, cause })}`, signal),
  groups: (run: number, signal?: AbortSignal) =>
    getJson<RegionGroupsAnswer>(`regions/groups${queryOf({ run })}`, signal),
  recall: (run: number, coverage: number, signal?: AbortSignal) =>
    getJson<RecallAnswer>(`regions/recall${queryOf({ run, coverage })}`, signal),
  settings: (signal?: AbortSignal) => getJson<RegionSettingsAnswer>('regions/settings', signal),
  setSettings: (settings: RegionSettings) =>
    sendJson<SetRegionSettingsAnswer>('PUT', 'regions/settings', { settings }),
};
