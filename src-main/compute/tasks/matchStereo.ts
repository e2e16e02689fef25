import { greyFromRgb } from '#domain/rasters/greyFromRgb.ts';
import type { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import type { TaskWork } from './Task.ts';
import type { MatchStereoInput, MatchStereoOutput } from './matchStereo.task.ts';

/**
 * The work of the matchStereo task: matches a rectified pair with SGBM in grey, as OpenCV does after cvtColor.
 * @param matcher  the worker's own; tasks come one at a time
 * @throws SizeMismatch, InvalidOption, AbortError
 */
export function matchStereoOn(matcher: SgbmMatcher): TaskWork<MatchStereoInput, MatchStereoOutput> {
  return async ({ left, right, options }, context) => {
    const start = performance.now();
    const { disparity16, path, threads } = await matcher.match(
      greyFromRgb(left),
      greyFromRgb(right),
      options,
      {
        threads: context.threads,
        observer: context,
      },
    );
    return { disparity16, path, threads, elapsedMs: performance.now() - start };
  };
}
