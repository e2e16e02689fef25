import type { ErrorProfile } from '#domain/metrics/errorProfile.ts';
import { defineTask } from './Task.ts';

export interface ErrorProfileInput {
  /** The prediction as it was compared. */
  readonly aligned: Float32Array;
  /** aligned − ground truth; NaN = not compared. */
  readonly error: Float32Array;
}

/** Null where nothing is compared. */
export const errorProfile = defineTask<ErrorProfileInput, ErrorProfile | null>('errorProfile');
