import { comparedPicture } from '#domain/stereo/comparedPicture.ts';
import { requireSameForm } from '#domain/stereo/requireSameForm.ts';
import type { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';
import type { TaskWork } from './Task.ts';
import type { MatchStereoInput, MatchStereoOutput } from './matchStereo.task.ts';

/**
 * The work of the matchStereo task: matches a rectified pair with SGBM, in grey as OpenCV does after cvtColor or, with
 * channels = 3, in colour.
 * @param matcher  the worker's own; tasks come one at a time
 * @throws SizeMismatch (also where one picture is grey and the other in colour), InvalidOption, TooLarge, AbortError
 */
export function matchStereoOn(matcher: SgbmMatcher): TaskWork<MatchStereoInput, MatchStereoOutput> {
  return async ({ left, right, options }, context) => {
    const start = performance.now();
    requireSameForm(left, right);
    const { disparity16, path, threads } = await matcher.match(
      comparedPicture(left, options.channels),
      comparedPicture(right, options.channels),
      options,
      { threads: context.threads, observer: context },
    );
    return { disparity16, path, threads, elapsedMs: performance.now() - start };
  };
}
