import { convertValues, isMetricRaster } from '../camera/convertRaster.ts';
import type { StereoRig } from '../camera/StereoRig.ts';
import { StudioError } from '../errors.ts';
import type { ComparedQuantity, Quantity, Raster } from '../rasters/Raster.ts';
import type { Recipe } from './Recipe.ts';

/** What a relative map can be compared in, once aligned. Disparity is an affine function of inverse depth. */
const relativeFits: Partial<Record<Quantity, readonly ComparedQuantity[]>> = {
  'inverse-depth:relative': ['inverse-depth', 'disparity'],
  'depth:relative': ['depth'],
};

/**
 * A prediction's values in the recipe's quantity before alignment, in float64. A relative map keeps its numbers, which
 * only alignment relates to the quantity.
 *
 * @throws CalibrationMissing where the conversion needs a rig.
 * @throws InvalidOption where a relative map is not aligned, or compared in a quantity that no alignment relates it to.
 */
export function comparedPrediction(
  prediction: Raster,
  recipe: Recipe,
  rig: StereoRig | null,
): Float64Array<ArrayBuffer> {
  if (isMetricRaster(prediction)) return convertValues(prediction, recipe.quantity, rig);
  const fitting = relativeFits[prediction.quantity] ?? [];
  if (!fitting.includes(recipe.quantity)) {
    const legal = fitting.length > 0 ? ` (possible: ${fitting.join(', ')})` : '';
    throw new StudioError(
      'InvalidOption',
      `a map of ${prediction.quantity} cannot be compared in ${recipe.quantity}${legal}`,
      { expected: fitting.join(', '), found: recipe.quantity },
    );
  }
  if (recipe.alignment === 'none') {
    throw new StudioError(
      'InvalidOption',
      `a map of ${prediction.quantity} has no unit and needs alignment median, scale or scale-shift, found none`,
      { option: 'alignment', expected: 'median, scale, scale-shift', found: 'none' },
    );
  }
  return Float64Array.from(prediction.values);
}
