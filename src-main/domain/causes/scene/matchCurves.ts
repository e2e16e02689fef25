import type { FrameScene } from '../FrameScene.ts';
import type { RegionView } from '../RegionView.ts';

/** What matching the two pictures says of a region's failing pixels, whatever the method that was judged did. */
export interface MatchCurves {
  /** Share whose cost has a second minimum elsewhere that is nearly as low: two places look the same. */
  readonly ambiguousShare: number;
  /** Median distance of the two minima where there are two, px; null where there are none. */
  readonly spacingPx: number | null;
  /** Share whose cost hardly depends on the disparity: nothing to match. */
  readonly flatShare: number;
  /** Of those with one clear minimum, the share whose partner in the right picture matches somewhere else. */
  readonly inconsistentShare: number;
  /** Share with one clear minimum, which inconsistentShare is of. */
  readonly clearShare: number;
}

const mostSamples = 32;
/** Half the side of the matched window. */
const reach = 2;
const longestPx = 256;
/** Beyond what any map says, px. */
const marginPx = 16;
/** The minimum stands out of the usual cost by less than this, grey levels: nothing to match. */
const flatLevels = 4;
/** A second minimum within this share of how far the first one stands out is as good. */
const asGood = 0.2;
/** Between two places the cost rises by so much of that; else they are one, along an edge that the search follows. */
const partedBy = 0.5;
/** Nearer to the first minimum than this it is the same one, px. */
const samePx = 3;
/** Left and right agree within this, px. */
const consistentPx = 2;

/**
 * Matches a sample of a region's failing pixels over all disparities, mean |I(x) − I′(x − d)| in 5 × 5 px, and back from
 * the right picture. Null without a pair or where disparities are not known.
 *
 * Source: the classes of match confidence of Hu and Mordohai 2012, doi:10.1109/TPAMI.2012.46 (peak ratio, left-right).
 */
export function matchCurves(region: RegionView, scene: FrameScene): MatchCurves | null {
  const { picture, right, disparityOf, width, height } = scene;
  if (picture === null || right === null || disparityOf === null || region.isWholeImage) return null;
  const farthest = farthestDisparity(region, scene, disparityOf);
  if (farthest < 2 * samePx) return null;
  const [l, r] = [picture.grey, right.grey];
  const costs = new Float32Array(farthest + 1);
  const back = new Float32Array(farthest + 1);
  const spacings: number[] = [];
  let [asked, flat, clear, inconsistent] = [0, 0, 0, 0];
  const { failing } = region;
  const step = Math.max(1, failing.length / mostSamples);
  for (let k = 0; k < failing.length; k += step) {
    const i = failing[Math.floor(k)]!;
    const [x, y] = [i % width, Math.floor(i / width)];
    if (x < reach + samePx || x >= width - reach || y < reach || y >= height - reach) continue;
    const most = Math.min(farthest, x - reach);
    if (most < 2 * samePx) continue;
    asked += 1;
    for (let d = 0; d <= most; d += 1) costs[d] = windowCost(l, i, r, i - d, width);
    const best = lowest(costs, most + 1, -1);
    const standsOut = meanOf(costs, most + 1) - costs[best]!;
    if (standsOut < flatLevels) {
      flat += 1;
      continue;
    }
    const second = lowest(costs, most + 1, best);
    if (
      second >= 0 &&
      costs[second]! - costs[best]! < asGood * standsOut &&
      highestBetween(costs, best, second) - costs[best]! > partedBy * standsOut
    ) {
      spacings.push(Math.abs(second - best));
      continue;
    }
    clear += 1;
    const partner = i - best;
    const room = Math.min(farthest, width - 1 - reach - (x - best));
    for (let d = 0; d <= room; d += 1) back[d] = windowCost(r, partner, l, partner + d, width);
    if (Math.abs(lowest(back, room + 1, -1) - best) > consistentPx) inconsistent += 1;
  }
  if (asked < 5) return null;
  spacings.sort((a, b) => a - b);
  return {
    ambiguousShare: spacings.length / asked,
    spacingPx: spacings[spacings.length >> 1] ?? null,
    flatShare: flat / asked,
    inconsistentShare: clear === 0 ? 0 : inconsistent / clear,
    clearShare: clear / asked,
  };
}

/** The largest disparity that map or reference have in the region, and a margin. */
function farthestDisparity(
  region: RegionView,
  { input }: FrameScene,
  disparityOf: (value: number) => number,
): number {
  const { predicted, reference } = input;
  let most = 0;
  for (const i of region.failing) {
    const [p, g] = [disparityOf(predicted[i]!), reference === null ? NaN : disparityOf(reference[i]!)];
    if (p > most) most = p;
    if (g > most) most = g;
  }
  return Math.min(longestPx, Math.ceil(1.25 * most) + marginPx);
}

function windowCost(a: Float32Array, i: number, b: Float32Array, j: number, width: number): number {
  let sum = 0;
  for (let v = -reach * width; v <= reach * width; v += width)
    for (let u = v - reach; u <= v + reach; u += 1) {
      const off = a[i + u]! - b[j + u]!;
      sum += off < 0 ? -off : off;
    }
  return sum / (2 * reach + 1) ** 2;
}

/** Index of the lowest of the first n costs; with `apart`, of the lowest local minimum away from it, or −1. */
function lowest(costs: Float32Array, n: number, apart: number): number {
  let best = -1;
  for (let d = 0; d < n; d += 1) {
    if (best >= 0 && costs[d]! >= costs[best]!) continue;
    if (apart >= 0) {
      if (Math.abs(d - apart) < samePx) continue;
      const isMinimum =
        (d === 0 || costs[d]! <= costs[d - 1]!) && (d + 1 === n || costs[d]! <= costs[d + 1]!);
      if (!isMinimum) continue;
    }
    best = d;
  }
  return best;
}

function highestBetween(costs: Float32Array, a: number, b: number): number {
  let highest = 0;
  for (let d = Math.min(a, b); d <= Math.max(a, b); d += 1) highest = Math.max(highest, costs[d]!);
  return highest;
}

function meanOf(costs: Float32Array, n: number): number {
  let sum = 0;
  for (let d = 0; d < n; d += 1) sum += costs[d]!;
  return sum / n;
}
