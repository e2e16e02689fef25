import { completeFilterOptions } from '../stereo/filters/FilterOptions.ts';
import { filterOptionInfos } from '../stereo/filters/filterOptionInfos.ts';
import type { MethodSpec } from './MethodSpec.ts';

/**
 * Every option of a method with its effective value, as a project records it and as maps are kept by. Filters are left out
 * where none is on, so that what was computed before there were any is found again.
 */
export function recordedOptions(method: MethodSpec): Readonly<Record<string, string | number>> {
  if (method.kind === 'network' || method.filters === undefined) return { ...method.options };
  const { filters } = method;
  const none = completeFilterOptions();
  const isFiltered = filterOptionInfos.some(({ name }) => filters[name] !== none[name]);
  return { ...method.options, ...(isFiltered ? filters : {}) };
}
