import { stereoUniqueness } from '#compute/tasks/stereoUniqueness.task.ts';
import type { StereoMethod } from '#domain/methods/MethodSpec.ts';
import type { Picture, Raster } from '#domain/rasters/Raster.ts';
import { leftRightDifference } from '#domain/stereo/filters/leftRightCheck.ts';
import type { JobContext } from './JobContext.ts';
import { matchRightView, matchView } from './matchPair.ts';

export interface StereoConfidence {
  /** How clearly the best disparity wins; the largest uniquenessRatio that keeps the pixel. */
  readonly uniqueness: Raster<'uniqueness:%'>;
  /** |left − right disparity| at the same point, without the matcher's own checks; NaN where there is none. */
  readonly leftRightDifference: Raster<'error:px'>;
}

/** Turns SGBM's left-right check off, whose tolerance is in whole px. */
const anyDifference = 4096;

/**
 * How far a matcher's map may be trusted, pixel by pixel and without ground truth. Filters take no part.
 * @throws SizeMismatch, InvalidOption, TooLarge, AbortError
 */
export async function stereoConfidence(
  { pool, signal }: Pick<JobContext, 'pool' | 'signal'>,
  method: StereoMethod,
  pair: { readonly left: Picture; readonly right: Picture },
): Promise<StereoConfidence> {
  const open = withoutOwnChecks(method);
  const [uniqueness, left, right] = await Promise.all([
    pool.run(stereoUniqueness, { ...pair, method }, { signal }),
    matchView({ pool, signal }, open, pair),
    matchRightView({ pool, signal }, open, pair),
  ]);
  return { uniqueness, leftRightDifference: leftRightDifference(left.disparity, right.disparity) };
}

function withoutOwnChecks(method: StereoMethod): StereoMethod {
  switch (method.kind) {
    case 'sgbm': {
      const checks = { disp12MaxDiff: anyDifference, uniquenessRatio: 0, speckleWindowSize: 0 };
      return { ...method, options: { ...method.options, ...checks } };
    }
    case 'block':
      return { ...method, options: { ...method.options, uniquenessRatio: 0 } };
    case 'global':
      return method;
  }
}
