import type { StereoRig } from '#domain/camera/StereoRig.ts';
import type { ErrorProfile } from '#domain/metrics/errorProfile.ts';
import type { ComparedQuantity } from '#domain/rasters/Raster.ts';
import { defineTask } from './Task.ts';

export interface ErrorProfileInput {
  /** The prediction as it was compared. */
  readonly aligned: Float32Array;
  /** aligned − ground truth; NaN = not compared. */
  readonly error: Float32Array;
  /** What the ground truth's depth follows from, where errors are ordered by that; null = by the ground truth itself. */
  readonly distance: { readonly quantity: ComparedQuantity; readonly rig: StereoRig | null } | null;
}

/** Null where nothing is compared. */
export const errorProfile = defineTask<ErrorProfileInput, ErrorProfile | null>('errorProfile');
