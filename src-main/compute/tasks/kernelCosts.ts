import type { ShowCosts } from '#domain/stereo/confidence/decisiveCosts.ts';
import { picturesFor } from '#domain/stereo/confidence/picturesFor.ts';
import { matchBlock } from '#domain/stereo/block/matchBlock.ts';
import { matchGlobal } from '#domain/stereo/global/matchGlobal.ts';
import { beliefKernels } from '#wasm/matchers/beliefKernels.ts';
import { windowKernels } from '#wasm/matchers/windowKernels.ts';
import type { SgbmMatcher } from '#wasm/sgbm/SgbmMatcher.ts';

/**
 * Shows the costs by which a matcher decides as domain/stereo/confidence/decisiveCosts.ts does, bit by bit the same, but
 * from the kernels.
 * @param matcher  the worker's own; tasks come one at a time
 */
export function kernelCostsOn(matcher: SgbmMatcher): ShowCosts {
  return async ({ left, right, method }, observer, seeCosts) => {
    const [a, b] = picturesFor(method, left, right);
    switch (method.kind) {
      case 'sgbm':
        await matcher.match(a, b, method.options, { observer, seeCosts });
        break;
      case 'block':
        matchBlock(a, b, method.options, observer, seeCosts, windowKernels);
        break;
      case 'global':
        matchGlobal(a, b, method.options, observer, seeCosts, beliefKernels);
    }
  };
}
