import type { CostCurveReading } from '#domain/stereo/readCostCurve.ts';

/**
 * Why the map says something else at a pixel than its cost curve; null where it does not.
 *
 * @param mapped  px; NaN = the map has no value.
 * @param uniquenessRatio  %, as it takes effect; 0 = not asked for.
 */
export function verdictOn(
  { uniqueness, chosen }: CostCurveReading,
  mapped: number,
  uniquenessRatio: number,
): string | null {
  const isAmbiguous = uniqueness !== null && uniqueness < uniquenessRatio;
  if (Number.isNaN(mapped)) {
    return isAmbiguous
      ? `Dropped: the runner-up costs too little more (uniquenessRatio ${uniquenessRatio} %).`
      : 'Dropped after the choice: by the left-right check, a filter, or the median of its neighbours.';
  }
  if (isAmbiguous) return 'Too ambiguous by itself; the median of its neighbours filled it in.';
  return Math.abs(mapped - chosen) < 1e-4
    ? null
    : 'Moved after the choice, by the median of its neighbours or a filter.';
}
