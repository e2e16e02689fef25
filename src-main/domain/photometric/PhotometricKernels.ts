import { type ComputeSmoothness, edgeAwareSmoothness } from './edgeAwareSmoothness.ts';
import { type ComputePhotometricError, photometricError } from './photometricError.ts';

/** The parts of a photometric check that take time: readable ones here, kernels with the same values in wasm/photometric. */
export interface PhotometricKernels {
  readonly photometricError: ComputePhotometricError;
  readonly edgeAwareSmoothness: ComputeSmoothness;
}

export const readablePhotometry: PhotometricKernels = { photometricError, edgeAwareSmoothness };
