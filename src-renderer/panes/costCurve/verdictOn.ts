import { effectiveSgbmOptions } from '#domain/stereo/effectiveSgbmOptions.ts';
import type { CostCurveReading } from '#domain/stereo/readCostCurve.ts';
import type { SgbmOptions } from '#domain/stereo/SgbmOptions.ts';

/**
 * Why the map says something else at a pixel than its cost curve; null where it does not.
 *
 * @param mapped  px; NaN = the map has no value.
 */
export function verdictOn(
  { uniqueness, chosen }: CostCurveReading,
  mapped: number,
  options: SgbmOptions,
): string | null {
  const { uniquenessRatio } = effectiveSgbmOptions(options);
  const isAmbiguous = uniqueness !== null && uniqueness < uniquenessRatio;
  if (Number.isNaN(mapped)) {
    return isAmbiguous
      ? `Dropped: the runner-up costs too little more (uniquenessRatio ${uniquenessRatio} %).`
      : 'Dropped after the choice: by the left-right check, a filter, or the median of its neighbours.';
  }
  if (isAmbiguous) return 'Too ambiguous by itself; the median of its neighbours filled it in.';
  return Math.abs(mapped - chosen) < 1e-6
    ? null
    : 'Moved after the choice, by the median of its neighbours or a filter.';
}
