import type { FilteredDisparity, FilterInput } from '#domain/stereo/filters/applyFilters.ts';
import type { FilterOptions } from '#domain/stereo/filters/FilterOptions.ts';
import { defineTask } from './Task.ts';

export interface FilterDisparityInput extends FilterInput {
  readonly options: FilterOptions;
}

export interface FilterDisparityOutput extends FilteredDisparity {
  readonly elapsedMs: number;
}

export const filterDisparity = defineTask<FilterDisparityInput, FilterDisparityOutput>('filterDisparity');
