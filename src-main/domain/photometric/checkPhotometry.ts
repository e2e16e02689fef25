import { StudioError } from '../errors.ts';
import type { Picture, Raster } from '../rasters/Raster.ts';
import { requireSameForm } from '../stereo/requireSameForm.ts';
import { leftRightDifference } from './leftRightDifference.ts';
import type { PhotometricCheck } from './PhotometricCheck.ts';
import { type PhotometricKernels, readablePhotometry } from './PhotometricKernels.ts';
import { photometricNumbers } from './photometricNumbers.ts';
import { visibilityOfLeft, visibilityOfPair } from './visibility.ts';
import { type WarpedPicture, warpFromRight } from './warpFromRight.ts';

export interface PhotometricInput {
  readonly left: Picture;
  readonly right: Picture;
  /** Of the left view. */
  readonly disparity: Raster<'disparity:px'>;
  /** Of the right view, positive in the same sense; null where the method has none. */
  readonly rightDisparity: Raster<'disparity:px'> | null;
}

interface CheckObserver {
  /** Throws to end the work. */
  checkCancelled(): void;
  /** Share done, [0, 1]. */
  progress(share: number): void;
}

/**
 * Checks a disparity map against the two pictures alone: what the right picture looks like when it is warped into the
 * left view, where the two views agree, what is hidden, and how rough the map is.
 *
 * @param kernels  what does the work; the result does not depend on it
 * @throws SizeMismatch where pictures and maps are not of one size; what the observer throws.
 */
export function checkPhotometry(
  input: PhotometricInput,
  observer: CheckObserver,
  kernels: PhotometricKernels = readablePhotometry,
): PhotometricCheck {
  const { left, right, disparity, rightDisparity } = input;
  requireSameForm(left, right);
  requireSizeOf(left, disparity, 'the disparity map');
  if (rightDisparity) requireSizeOf(left, rightDisparity, 'the disparity map of the right view');
  const partDone = (part: number) => (y: number) => {
    if (y % 16 !== 0) return;
    observer.checkCancelled();
    observer.progress((part + y / left.height) / 2.5);
  };

  const warped = kernels.photometricError(left, warpFromRight(right, disparity), partDone(0));
  const unwarped = kernels.photometricError(left, asItIs(right), partDone(1));
  const leftRight = rightDisparity && leftRightDifference(disparity, rightDisparity);
  const visibility =
    rightDisparity && leftRight
      ? visibilityOfPair(disparity, rightDisparity, leftRight)
      : visibilityOfLeft(disparity);
  observer.checkCancelled();
  const smoothness = kernels.edgeAwareSmoothness(disparity, left);
  const numbers = photometricNumbers({ disparity, warped, unwarped, leftRight, visibility, smoothness });
  observer.progress(1);
  return { error: warped.map, smoothness: smoothness.map, visibility, leftRight, numbers };
}

function requireSizeOf({ width, height }: Picture, map: Raster, what: string): void {
  if (map.width === width && map.height === height) return;
  throw new StudioError(
    'SizeMismatch',
    `${what} must have the pictures' size, ${width} × ${height}; found ${map.width} × ${map.height}`,
    { expected: [width, height], found: [map.width, map.height] },
  );
}

function asItIs({ width, height, channels, data }: Picture): WarpedPicture {
  const values = new Float32Array(data.length);
  for (let i = 0; i < values.length; i++) values[i] = data[i]! / 255;
  return { width, height, channels, values };
}
