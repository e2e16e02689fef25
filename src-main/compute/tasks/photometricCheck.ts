import { checkPhotometry, type PhotometricInput } from '#domain/photometric/checkPhotometry.ts';
import type { PhotometricCheck } from '#domain/photometric/PhotometricCheck.ts';
import { photometricKernels } from '#wasm/photometric/photometricKernels.ts';
import type { TaskWork } from './Task.ts';

/** The work of the photometricCheck task: see domain/photometric/checkPhotometry.ts, on kernels. */
export const photometricCheckWork: TaskWork<PhotometricInput, PhotometricCheck> = (input, context) =>
  checkPhotometry(input, context, photometricKernels);
