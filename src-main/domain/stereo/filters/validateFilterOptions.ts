import { requireLegalOptions } from '../../options/requireLegalOptions.ts';
import { filterOptionInfos } from './filterOptionInfos.ts';
import type { FilterOptions } from './FilterOptions.ts';

/** @throws InvalidOption naming the option, its legal range and what was found */
export function validateFilterOptions(options: FilterOptions): void {
  requireLegalOptions(filterOptionInfos, options);
}
