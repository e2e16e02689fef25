import type { ReviewedRegion } from '../../comparison/compareFailures.ts';

/** A region with the size of its frame. */
export type GroupedRegion = ReviewedRegion & {
  readonly frame: { readonly width: number; readonly height: number };
};

/** Failures of one cause that are alike in size, shape, place, direction and distance. */
export interface RegionGroup {
  /** As corrected in review. */
  readonly cause: string;
  /** The one that all others are least far from: what to look at to know the group. */
  readonly medoidId: number;
  /** Worst first. */
  readonly regionIds: readonly number[];
  readonly errorSum: number;
  readonly comparedPx: number;
  /** In words, what sets it apart from the run's other regions; empty where nothing does. */
  readonly traits: readonly string[];
}
