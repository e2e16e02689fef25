import type { Raster } from '../rasters/Raster.ts';
import type { PredictedMap } from './mapFromTensor.ts';

/**
 * The mean of a picture's map and of that of the mirrored picture, mirrored back; NaN where one of them has no value.
 * Source: ZoeDepth, zoedepth/models/depth_model.py, infer with flip augmentation.
 */
export function averageOfMirrored<M extends PredictedMap | Raster<'confidence'>>(map: M, ofMirrored: M): M {
  const { width } = map;
  const values = map.values.map((value, i) => {
    const x = i % width;
    return (value + ofMirrored.values[i - x + (width - 1 - x)]!) / 2;
  });
  return { ...map, values };
}
