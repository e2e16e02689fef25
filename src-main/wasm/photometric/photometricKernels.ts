import type { PhotometricKernels } from '#domain/photometric/PhotometricKernels.ts';
import { errorKernel } from './errorKernel.ts';
import { smoothnessKernel } from './smoothnessKernel.ts';

/** The heavy parts of a photometric check by WebAssembly SIMD; every value is that of the readable ones. */
export const photometricKernels: PhotometricKernels = {
  photometricError: errorKernel,
  edgeAwareSmoothness: smoothnessKernel,
};
