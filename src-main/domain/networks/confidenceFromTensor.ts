import type { Raster } from '../rasters/Raster.ts';
import { contentOf, type MapFromTensorInput, planeOf, resizePlane } from './mapFromTensor.ts';

/**
 * How sure the network says it is of each pixel of its map, larger = surer, at the picture's size: the manifest's output of
 * confidence without the border, resized linearly. Null where the manifest names none.
 *
 * @throws BadModel where that output is no map.
 */
export function confidenceFromTensor({
  output,
  others,
  placement,
  picture,
}: MapFromTensorInput): Raster<'confidence'> | null {
  if (output.confidence === undefined) return null;
  const { tensorName, larger } = output.confidence;
  const plane = contentOf(planeOf(others[tensorName]!, 0), placement);
  const { width, height } = picture;
  const values = resizePlane(plane, picture, { interpolation: 'linear', alignCorners: false });
  if (larger === 'less-sure') for (let i = 0; i < values.length; i += 1) values[i] = -values[i]!;
  return { quantity: 'confidence', width, height, values };
}
