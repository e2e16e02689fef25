import { medianOfValid, type MedianOfValid } from './medianOfValid.ts';
import { smoothByEdges, type SmoothByEdges } from './smoothByEdges.ts';
import { withoutSpeckles, type WithoutSpeckles } from './withoutSpeckles.ts';

/** The filters that take time: readable ones here, and kernels in wasm/filters that give the very same values. */
export interface FilterKernels {
  readonly medianOfValid: MedianOfValid;
  readonly withoutSpeckles: WithoutSpeckles;
  readonly smoothByEdges: SmoothByEdges;
}

export const readableFilters: FilterKernels = { medianOfValid, withoutSpeckles, smoothByEdges };
