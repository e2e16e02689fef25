import type { StereoMethod } from '../../methods/MethodSpec.ts';
import type { Picture } from '../../rasters/Raster.ts';
import { matchBlock } from '../block/matchBlock.ts';
import type { SeeCosts } from '../CostRows.ts';
import { matchGlobal } from '../global/matchGlobal.ts';
import { type MatchObserver, matchSgbm } from '../matchSgbm.ts';
import { picturesFor } from './picturesFor.ts';

export interface StereoInput {
  readonly left: Picture;
  readonly right: Picture;
  readonly method: StereoMethod;
}

/** Shows the costs by which a matcher decides, row by row: sums of path costs, window costs, beliefs. */
export type ShowCosts = (
  input: StereoInput,
  observer: MatchObserver,
  seeCosts: SeeCosts,
) => void | Promise<void>;

/**
 * Shows them by running the readable matcher; compute/tasks/kernelCosts.ts shows the same from the kernels.
 * @throws SizeMismatch, InvalidOption, TooLarge, AbortError
 */
export function decisiveCosts(
  { left, right, method }: StereoInput,
  observer: MatchObserver,
  seeCosts: SeeCosts,
): void {
  const [a, b] = picturesFor(method, left, right);
  switch (method.kind) {
    case 'sgbm':
      matchSgbm(a, b, method.options, observer, seeCosts);
      break;
    case 'block':
      matchBlock(a, b, method.options, observer, seeCosts);
      break;
    case 'global':
      matchGlobal(a, b, method.options, observer, seeCosts);
  }
}
