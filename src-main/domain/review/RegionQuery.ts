import type { RegionReview } from '../regions/RegionRecord.ts';

/** By what a gallery of regions is ordered; `error` is the sum of |ln p − ln g|. */
export const regionSorts = ['severity', 'error', 'area', 'distance', 'item'] as const;
export type RegionSort = (typeof regionSorts)[number];

/** Which regions a gallery holds, and in which order; null = whatever it is. */
export interface RegionQuery {
  readonly runId: number | null;
  readonly itemId: number | null;
  /** The corrected cause where there is one, else the automatic one. */
  readonly cause: string | null;
  /** `open` is also where nobody said anything; `reviewed` = confirmed or rejected. */
  readonly review: RegionReview['state'] | 'reviewed' | null;
  /** Of the annotated objects that hold it; '' = in none. */
  readonly annotatedClass: string | null;
  /** Metres, both included; a region of unknown distance is in no range. */
  readonly nearestM: number | null;
  readonly farthestM: number | null;
  readonly leastSeverity: number | null;
  readonly tag: string | null;
  readonly sort: RegionSort;
  readonly isDescending: boolean;
}

export const everyRegion: RegionQuery = {
  runId: null,
  itemId: null,
  cause: null,
  review: null,
  annotatedClass: null,
  nearestM: null,
  farthestM: null,
  leastSeverity: null,
  tag: null,
  sort: 'severity',
  isDescending: true,
};

const noFilters: readonly string[] = ['runId', 'sort', 'isDescending'] satisfies (keyof RegionQuery)[];

/** Whether it leaves out regions of its run. */
export function isFilteredQuery(query: RegionQuery): boolean {
  return Object.entries(query).some(([name, value]) => !noFilters.includes(name) && value !== null);
}
