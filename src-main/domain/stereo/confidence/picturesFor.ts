import type { StereoMethod } from '../../methods/MethodSpec.ts';
import { greyFromRgb } from '../../rasters/greyFromRgb.ts';
import type { Picture } from '../../rasters/Raster.ts';

/** The pair as the method looks at it: in colour where SGBM is told to, else in grey. */
export function picturesFor(
  method: StereoMethod,
  left: Picture,
  right: Picture,
): readonly [Picture, Picture] {
  if (method.kind === 'sgbm' && method.options.channels === 3) return [left, right];
  return [greyFromRgb(left), greyFromRgb(right)];
}
