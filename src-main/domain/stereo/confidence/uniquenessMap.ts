import type { Raster } from '../../rasters/Raster.ts';
import type { CostValues } from '../CostRows.ts';
import { effectiveSgbmOptions } from '../effectiveSgbmOptions.ts';
import type { MatchObserver } from '../matchSgbm.ts';
import { requireSameForm } from '../requireSameForm.ts';
import { searchRange } from '../SearchRange.ts';
import { decisiveCosts, type ShowCosts, type StereoInput } from './decisiveCosts.ts';

/**
 * How clearly the best disparity wins: 100 · (1 − c1 / c2), with c1 the smallest cost and c2 the smallest of those more
 * than one step away. It is the largest uniquenessRatio with which the pixel is kept, and the naive peak ratio c2 / c1 on a
 * scale that ends. Costs are those by which the method decides.
 *
 * @param showCosts  decisiveCosts, or what shows the same sooner
 * @returns %, [0, 100]; NaN outside the columns where the whole range can be compared, where there are no costs, and where
 *   no disparity is more than one step away
 * @throws SizeMismatch, InvalidOption, TooLarge, AbortError
 * Source: Hu & Mordohai 2012, doi:10.1109/TPAMI.2012.46 (PKRN).
 */
export async function uniquenessMap(
  input: StereoInput,
  observer: MatchObserver,
  showCosts: ShowCosts = decisiveCosts,
): Promise<Raster<'uniqueness:%'>> {
  const { left, right, method } = input;
  requireSameForm(left, right);
  const { width, height } = left;
  const options = method.kind === 'sgbm' ? effectiveSgbmOptions(method.options) : method.options;
  const { firstX, columns, disparities } = searchRange(left, options);
  const values = new Float32Array(width * height).fill(NaN);
  await showCosts(input, observer, (y, costs) => {
    for (let column = 0; column < columns; column++) {
      values[y * width + firstX + column] = uniqueness(costs, column * disparities, disparities);
    }
  });
  return { quantity: 'uniqueness:%', width, height, values };
}

function uniqueness(costs: CostValues, at: number, count: number): number {
  let best = 0;
  let cost = costs[at]!;
  for (let d = 1; d < count; d++) {
    if (!(costs[at + d]! < cost)) continue;
    cost = costs[at + d]!;
    best = d;
  }
  const rival = Math.min(smallest(costs, at, at + best - 1), smallest(costs, at + best + 2, at + count));
  if (rival === Infinity) return NaN;
  return rival > 0 ? 100 * (1 - cost / rival) : 0;
}

/** Of the costs from `from` up to, not including, `end`; Infinity where there are none. */
function smallest(costs: CostValues, from: number, end: number): number {
  let least = Infinity;
  for (let i = from; i < end; i++) if (costs[i]! < least) least = costs[i]!;
  return least;
}
