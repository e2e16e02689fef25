import type { FrameScene } from '../FrameScene.ts';
import type { RegionView } from '../RegionView.ts';

/** Depths closer than this ratio are one surface. */
const sameSurface = Math.log(1.1);
/** So much of a region must be at surfaces beside it. */
const joinShare = 0.6;
const leastRing = 10;

/** How the depth of a region relates to what is around it; logarithms of depth, medians. */
export interface Levels {
  readonly predicted: number;
  readonly reference: number;
  /** Of the reference around. */
  readonly beside: number;
  /** Its far side (85 % quantile). */
  readonly farBeside: number;
  /** Share of failing pixels predicted at the depth of a surface beside the region, farther (nearer) than they are. */
  readonly behindShare: number;
  readonly inFrontShare: number;
}

/** Null where there is no reference, or nothing around. */
export function levelsOf(region: RegionView, { referenceLog, predictedLog }: FrameScene): Levels | null {
  if (referenceLog === null) return null;
  const predicted = region.median((i) => predictedLog[i]!);
  const reference = region.median((i) => referenceLog[i]!);
  const beside = region.ringValues((i) => referenceLog[i]!);
  if (predicted === null || reference === null || beside.length < leastRing) return null;
  const isBeside = (value: number) => nearest(beside, value) < sameSurface;
  const offBy = (i: number) => predictedLog[i]! - referenceLog[i]!;
  return {
    predicted,
    reference,
    beside: beside[beside.length >> 1]!,
    farBeside: beside[Math.floor(0.85 * (beside.length - 1))]!,
    behindShare: region.share((i) => offBy(i) > sameSurface && isBeside(predictedLog[i]!)),
    inFrontShare: region.share((i) => offBy(i) < -sameSurface && isBeside(predictedLog[i]!)),
  };
}

/** The side on which the prediction is at a surface beside the region, though the region itself is not. */
export function joinsOf(levels: Levels | null): 'behind' | 'in-front' | null {
  if (levels === null) return null;
  if (levels.behindShare > joinShare) return 'behind';
  return levels.inFrontShare > joinShare ? 'in-front' : null;
}

/** Distance to the nearest of ascending values. */
function nearest(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  const above = low < ascending.length ? ascending[low]! - value : Infinity;
  const below = low > 0 ? value - ascending[low - 1]! : Infinity;
  return Math.min(above, below);
}
