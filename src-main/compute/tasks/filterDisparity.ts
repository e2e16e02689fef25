import { applyFilters } from '#domain/stereo/filters/applyFilters.ts';
import { filterKernels } from '#wasm/filters/filterKernels.ts';
import type { FilterDisparityInput, FilterDisparityOutput } from './filterDisparity.task.ts';
import type { TaskWork } from './Task.ts';

/** The work of the filterDisparity task: see domain/stereo/filters/applyFilters.ts, on kernels. */
export const filterDisparityWork: TaskWork<FilterDisparityInput, FilterDisparityOutput> = (
  { options, ...input },
  context,
) => {
  context.checkCancelled();
  const start = performance.now();
  const filtered = applyFilters(input, options, filterKernels);
  return { ...filtered, elapsedMs: performance.now() - start };
};
