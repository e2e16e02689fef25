import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import { matchSgbm } from '#domain/stereo/matchSgbm.ts';
import type { TaskWork } from './Task.ts';
import type { MatchStereoInput, MatchStereoOutput } from './matchStereo.task.ts';

/**
 * The work of the matchStereo task: matches a rectified pair with SGBM in grey, as OpenCV does after cvtColor.
 * @throws SizeMismatch, InvalidOption, AbortError
 */
export const matchStereo: TaskWork<MatchStereoInput, MatchStereoOutput> = (
  { left, right, options },
  context,
) => {
  const start = performance.now();
  const disparity16 = matchSgbm(greyFromRgb(left), greyFromRgb(right), options, context);
  return { disparity16, elapsedMs: performance.now() - start };
};
