import { convertValues, isMetricRaster } from '../camera/convertRaster.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import { StudioError } from '../errors.ts';
import type { ComparedQuantity, Quantity, Raster } from '../rasters/Raster.ts';
import type { EffectiveRecipe } from './effectiveRecipe.ts';

/** What a relative map can be fitted in. Disparity is an affine function of inverse depth. */
const relativeFits: Partial<Record<Quantity, readonly ComparedQuantity[]>> = {
  'inverse-depth:relative': ['inverse-depth', 'disparity'],
  'depth:relative': ['depth'],
};

/**
 * A prediction's values in the quantity of the fit, before it, in float64. A relative map keeps its numbers, which only
 * alignment relates to a quantity.
 *
 * @param into  where the values go; left out: a new array.
 * @throws CalibrationMissing where the conversion needs a rig.
 * @throws InvalidOption where a relative map is not aligned, or fitted in a quantity that no alignment relates it to.
 */
export function comparedPrediction(
  prediction: Raster,
  { alignment, alignIn }: Pick<EffectiveRecipe, 'alignment' | 'alignIn'>,
  rig: StereoRig | null,
  into = new Float64Array(prediction.values.length),
): Float64Array<ArrayBuffer> {
  if (isMetricRaster(prediction)) return convertValues(prediction, alignIn, rig, into);
  const fitting = relativeFits[prediction.quantity] ?? [];
  if (!fitting.includes(alignIn)) {
    const legal = fitting.length > 0 ? ` (possible: ${fitting.join(', ')})` : '';
    throw new StudioError(
      'InvalidOption',
      `a map of ${prediction.quantity} cannot be compared in ${alignIn}${legal}`,
      { option: 'alignIn', expected: fitting.join(', '), found: alignIn },
    );
  }
  if (alignment === 'none') {
    throw new StudioError(
      'InvalidOption',
      `a map of ${prediction.quantity} has no unit and needs an alignment, found none`,
      { option: 'alignment', expected: 'median, scale, scale-shift, ssi, trimmed, robust', found: 'none' },
    );
  }
  into.set(prediction.values);
  return into;
}
