import type { FilterKernels } from '#domain/stereo/filters/FilterKernels.ts';
import { medianKernel } from './medianKernel.ts';
import { smoothingKernel } from './smoothingKernel.ts';
import { speckleKernel } from './speckleKernel.ts';

/** The filters by WebAssembly SIMD; every value is that of the readable ones. */
export const filterKernels: FilterKernels = {
  medianOfValid: medianKernel,
  withoutSpeckles: speckleKernel,
  smoothByEdges: smoothingKernel,
};
