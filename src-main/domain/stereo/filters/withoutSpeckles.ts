import type { Raster } from '../../rasters/Raster.ts';
import { removeSpeckles, type SpeckleRule } from '../removeSpeckles.ts';

export type WithoutSpeckles = (
  disparity: Raster<'disparity:px'>,
  rule: Pick<SpeckleRule, 'maxArea' | 'maxStep'>,
) => Raster<'disparity:px'>;

/** A copy in which connected areas of similar disparities of at most maxArea pixels have no value; see removeSpeckles. */
export const withoutSpeckles: WithoutSpeckles = (disparity, rule) => {
  const values = Float32Array.from(disparity.values);
  removeSpeckles(values, disparity.width, disparity.height, { ...rule, invalid: NaN });
  return { ...disparity, values };
};
