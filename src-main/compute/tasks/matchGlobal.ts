import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import { matchGlobal } from '#domain/stereo/global/matchGlobal.ts';
import { beliefKernels } from '#wasm/matchers/beliefKernels.ts';
import type { MatchGlobalInput, MatchGlobalOutput } from './matchGlobal.task.ts';
import type { TaskWork } from './Task.ts';

/**
 * The work of the matchGlobal task: belief propagation in grey, see domain/stereo/global/matchGlobal.ts, on kernels.
 * @throws SizeMismatch, InvalidOption, TooLarge, AbortError
 */
export const matchGlobalWork: TaskWork<MatchGlobalInput, MatchGlobalOutput> = (
  { left, right, options },
  context,
) => {
  const start = performance.now();
  const [a, b] = [greyFromRgb(left), greyFromRgb(right)];
  const match = matchGlobal(a, b, options, context, undefined, beliefKernels);
  return { ...match, elapsedMs: performance.now() - start };
};
