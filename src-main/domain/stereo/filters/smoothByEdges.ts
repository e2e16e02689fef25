import type { Picture, Raster } from '../../rasters/Raster.ts';
import { fastGlobalSmooth, type SmoothingOptions } from './fastGlobalSmooth.ts';

export type SmoothByEdges = (
  disparity: Raster<'disparity:px'>,
  guide: Picture,
  options: SmoothingOptions,
) => Raster<'disparity:px'>;

/**
 * Disparities spread along the picture's edges: smooth(c · d) ÷ smooth(c), with confidence c = 1 where there is a value
 * and 0 where there is none, and fastGlobalSmooth guided by the left picture. This is the idea of OpenCV's
 * DisparityWLSFilter, whose confidence also falls near disparity edges.
 *
 * @returns px at every pixel; NaN only where no value has any weight that float64 can hold
 */
export const smoothByEdges: SmoothByEdges = (disparity, guide, options) => {
  const confidence = Float64Array.from(disparity.values, (d) => (Number.isNaN(d) ? 0 : 1));
  const weighted = Float64Array.from(disparity.values, (d) => (Number.isNaN(d) ? 0 : d));
  fastGlobalSmooth(guide, [weighted, confidence], options);
  const values = Float32Array.from(weighted, (sum, i) => (confidence[i]! > 0 ? sum / confidence[i]! : NaN));
  return { ...disparity, values };
};
