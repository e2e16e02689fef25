import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { SparsificationCurves } from '#domain/metrics/sparsificationCurves.ts';
import type { ComparedQuantity } from '#domain/rasters/Raster.ts';
import { defineTask } from './Task.ts';

export interface SparsificationInput {
  /** The prediction as it was compared, and prediction − ground truth. */
  readonly aligned: Float32Array;
  readonly error: Float32Array;
  readonly quantity: ComparedQuantity;
  readonly rig: StereoRig | null;
  readonly uncertainty: Float32Array;
}

/** Null where nothing is compared. */
export const sparsification = defineTask<SparsificationInput, SparsificationCurves | null>('sparsification');
