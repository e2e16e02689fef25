import type { GroupedRegion } from './RegionGroup.ts';

/** A measurement by which regions are alike or not. */
export interface RegionFeature {
  /** Null where it is not known. */
  readonly valueOf: (region: GroupedRegion) => number | null;
  /** What a group is called whose middle lies well below or above that of all regions. */
  readonly low: string;
  readonly high: string;
}

/** Size, shape, place, direction, distance and gaps: what a person sees of a failure at a glance. */
export const regionFeatures: readonly RegionFeature[] = [
  {
    valueOf: ({ areaPx }) => Math.log(Math.max(1, areaPx)),
    low: 'smaller than most',
    high: 'larger than most',
  },
  {
    valueOf: ({ bbox: [, , w, h] }) => Math.log(Math.max(1, h) / Math.max(1, w)),
    low: 'wide and flat',
    high: 'tall and narrow',
  },
  {
    valueOf: ({ bbox: [x, , w], frame }) => (x + w / 2) / frame.width,
    low: 'left of most',
    high: 'right of most',
  },
  {
    valueOf: ({ bbox: [, y, , h], frame }) => (y + h / 2) / frame.height,
    low: 'high in the picture',
    high: 'low in the picture',
  },
  {
    valueOf: ({ bias: { percent } }) => (percent === null ? null : Math.asinh(percent / 10)),
    low: 'predicted nearer than others',
    high: 'predicted farther than others',
  },
  {
    valueOf: ({ bias: { truth } }) =>
      truth?.metres == null || !(truth.metres > 0) ? null : Math.log(truth.metres),
    low: 'nearer than most',
    high: 'farther away than most',
  },
  {
    valueOf: ({ stats: { missingShare } }) => missingShare,
    low: 'without gaps',
    high: 'with missing predictions',
  },
];

/**
 * Features in steps of their spread over all regions (mean 0, standard deviation 1), a row per region; 0 where a value
 * is not known or all are the same.
 */
export function standardised(regions: readonly GroupedRegion[]): Float64Array[] {
  const rows = regions.map(() => new Float64Array(regionFeatures.length));
  regionFeatures.forEach(({ valueOf }, k) => {
    const values = regions.map(valueOf);
    const known = values.filter((value) => value !== null);
    const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
    const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length);
    if (!(variance > 1e-12)) return;
    values.forEach((value, i) => {
      if (value !== null) rows[i]![k] = (value - mean) / Math.sqrt(variance);
    });
  });
  return rows;
}
