/** What a cost curve says, by SGBM's rules. */
export interface CostCurveReading {
  /** px: the cheapest whole disparity, the smallest on ties. */
  readonly best: number;
  /** px: vertex of the parabola around it, in sixteenths; the whole disparity itself at the range's ends. */
  readonly chosen: number;
  readonly cost: number;
  /** The cheapest disparity that is more than one step away; null where there is none. */
  readonly rival: { readonly disparity: number; readonly cost: number } | null;
  /** %: the largest uniquenessRatio that keeps the pixel, 100 · (1 − cost / rival's cost); null without a rival. */
  readonly uniqueness: number | null;
}

/**
 * Reads the decision off the costs of one pixel, as WinnerRow takes it: winner, sub-pixel step and uniqueness. What the
 * median filter, the left-right check and the speckle filter do to the map afterwards is not in it.
 *
 * @param disparities  px, whole, rising by 1.
 * @param costs        of each disparity; null = none.
 * @returns null without a cost.
 */
export function readCostCurve(
  disparities: readonly number[],
  costs: readonly (number | null)[],
): CostCurveReading | null {
  const at = cheapest(costs, () => true);
  if (at === null) return null;
  const cost = costs[at]!;
  const rivalAt = cheapest(costs, (i) => Math.abs(i - at) > 1);
  const rival = rivalAt === null ? null : { disparity: disparities[rivalAt]!, cost: costs[rivalAt]! };
  return {
    best: disparities[at]!,
    chosen: disparities[at]! + stepAt(costs, at) / 16,
    cost,
    rival,
    uniqueness: rival && (rival.cost > 0 ? 100 * (1 - cost / rival.cost) : 0),
  };
}

function cheapest(costs: readonly (number | null)[], takes: (i: number) => boolean): number | null {
  let best: number | null = null;
  costs.forEach((cost, i) => {
    if (cost !== null && takes(i) && (best === null || cost < costs[best]!)) best = i;
  });
  return best;
}

/** Sixteenths from a whole disparity to the vertex, rounded as OpenCV does. */
function stepAt(costs: readonly (number | null)[], at: number): number {
  const [before, here, after] = [costs[at - 1], costs[at]!, costs[at + 1]];
  if (before == null || after == null) return 0;
  const curvature = Math.max(before + after - 2 * here, 1);
  return Math.trunc(((before - after) * 16 + curvature) / (curvature * 2));
}
