import type { Scored } from '../metrics/Scored.ts';
import type { Raster } from '../rasters/Raster.ts';
import type { photometricInfos } from './photometricInfos.ts';

export type PhotometricName = (typeof photometricInfos)[number]['name'];

/** How a map explains the pair of pictures it belongs to; needs no ground truth. */
export interface PhotometricCheck {
  /** See photometricError. */
  readonly error: Raster<'photometric'>;
  /** See edgeAwareSmoothness. */
  readonly smoothness: Raster<'smoothness'>;
  readonly visibility: Raster<'visibility'>;
  /** See leftRightDifference; null without a disparity map of the right view. */
  readonly leftRight: Raster<'error:px'> | null;
  /** By name, as photometricInfos lists them; null where the number has no value. */
  readonly numbers: Readonly<Record<PhotometricName, Scored>>;
}
