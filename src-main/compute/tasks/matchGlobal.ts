import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import { matchGlobal } from '#domain/stereo/global/matchGlobal.ts';
import type { MatchGlobalInput, MatchGlobalOutput } from './matchGlobal.task.ts';
import type { TaskWork } from './Task.ts';

/**
 * The work of the matchGlobal task: belief propagation in grey, see domain/stereo/global/matchGlobal.ts.
 * @throws SizeMismatch, InvalidOption, TooLarge, AbortError
 */
export const matchGlobalWork: TaskWork<MatchGlobalInput, MatchGlobalOutput> = (
  { left, right, options },
  context,
) => {
  const start = performance.now();
  const match = matchGlobal(greyFromRgb(left), greyFromRgb(right), options, context);
  return { ...match, elapsedMs: performance.now() - start };
};
