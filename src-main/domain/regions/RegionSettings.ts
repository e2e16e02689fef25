import type { RegionMap } from './RegionRecord.ts';

/**
 * How failures are looked for and explained, beside the recipe's own limits. Stored with what was found. They change no
 * metric, so they are no part of a recipe.
 */
export interface RegionSettings {
  /** Where there is ground truth; without, the pictures and other methods are asked. */
  readonly map: Exclude<RegionMap, 'photometric' | 'rule'>;
  /** fixed: the recipe's limits; robust: median + 3 · 1.4826 · MAD of the frame. */
  readonly threshold: 'fixed' | 'robust';
  /** Regions are split where neighbouring depths differ by more than this ratio; null = they are not. */
  readonly splitRatio: number | null;
  /** Regions smaller than this share of the frame are dropped, and those below the recipe's own least area. */
  readonly minAreaShare: number;
  /** Where a larger share of the compared pixels fails, the whole image is one region. */
  readonly wholeImageShare: number;
  /** A first cause with a lower score is none. */
  readonly strong: number;
  /** Limits of causes that differ from their defaults: cause → limit → value. */
  readonly limits: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const defaultRegionSettings: RegionSettings = {
  map: 'error',
  threshold: 'fixed',
  splitRatio: 1.25,
  minAreaShare: 0.0002,
  wholeImageShare: 0.6,
  strong: 0.4,
  limits: {},
};

/** One text per settings: compact JSON with sorted keys. */
export function canonicalSettingsText(settings: RegionSettings): string {
  return sortedJson(settings);
}

function sortedJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${JSON.stringify(key)}:${sortedJson(entry)}`);
  return `{${pairs.join(',')}}`;
}
