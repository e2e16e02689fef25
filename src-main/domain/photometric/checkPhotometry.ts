import { StudioError } from '../errors.ts';
import { scored, type Scored } from '../metrics/Scored.ts';
import type { Picture, Raster } from '../rasters/Raster.ts';
import { requireSameForm } from '../stereo/requireSameForm.ts';
import { edgeAwareSmoothness } from './edgeAwareSmoothness.ts';
import { leftRightDifference } from './leftRightDifference.ts';
import type { PhotometricCheck, PhotometricName } from './PhotometricCheck.ts';
import { photometricError } from './photometricError.ts';
import {
  visibilityClasses,
  visibilityOfLeft,
  visibilityOfPair,
  visibilityTolerancePx,
} from './visibility.ts';
import { warpFromRight } from './warpFromRight.ts';

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
 * @throws SizeMismatch where pictures and maps are not of one size; what the observer throws.
 */
export function checkPhotometry(input: PhotometricInput, observer: CheckObserver): PhotometricCheck {
  const { left, right, disparity, rightDisparity } = input;
  requireSameForm(left, right);
  requireSizeOf(left, disparity, 'the disparity map');
  if (rightDisparity) requireSizeOf(left, rightDisparity, 'the disparity map of the right view');
  const partDone = (part: number) => (y: number) => {
    if (y % 16 !== 0) return;
    observer.checkCancelled();
    observer.progress((part + y / left.height) / 2.5);
  };

  const warped = photometricError(left, warpFromRight(right, disparity), partDone(0));
  const unwarped = photometricError(left, asItIs(right), partDone(1)).map;
  const leftRight = rightDisparity && leftRightDifference(disparity, rightDisparity);
  const visibility =
    rightDisparity && leftRight
      ? visibilityOfPair(disparity, rightDisparity, leftRight)
      : visibilityOfLeft(disparity);
  observer.checkCancelled();
  const smoothness = edgeAwareSmoothness(disparity, left);
  observer.progress(1);

  const error = warped.map.values;
  const reconstructed = countValid(error);
  const maybe = (value: number | null) => scored(value ?? NaN, reconstructed);
  const numbers: Record<PhotometricName, Scored> = {
    density: percent(countValid(disparity.values), disparity.values.length),
    photometric: mean(error),
    photometricSeen: mean(error, (i) => visibility.values[i] === visibilityClasses.seen),
    unwarped: mean(unwarped.values, (i) => !Number.isNaN(error[i]!)),
    explained: percentWhere(error, (value, i) => value < unwarped.values[i]!),
    ssim: maybe(warped.meanSsim),
    l1: maybe(warped.meanAbsolute),
    leftRight: leftRight ? mean(leftRight.values.map(Math.abs)) : scored(NaN, 0),
    leftRightOver1: percentWhere(leftRight?.values ?? [], (value) => Math.abs(value) > visibilityTolerancePx),
    occluded: percentWhere(visibility.values, (value) => value === visibilityClasses.occluded),
    mismatch: rightDisparity
      ? percentWhere(visibility.values, (value) => value === visibilityClasses.mismatch)
      : scored(NaN, 0),
    outside: percentWhere(visibility.values, (value) => value === visibilityClasses.outside),
    smoothness: scored(smoothness.value ?? NaN, countValid(smoothness.map.values)),
  };
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

function asItIs({ width, height, channels, data }: Picture) {
  return { width, height, channels, values: Float32Array.from(data, (value) => value / 255) };
}

function countValid(values: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) count += 1;
  return count;
}

function mean(values: Float32Array, takes: (i: number) => boolean = () => true): Scored {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!) || !takes(i)) continue;
    sum += values[i]!;
    count += 1;
  }
  return scored(sum / count, count);
}

/** Of the pixels with a value. */
function percentWhere(values: ArrayLike<number>, takes: (value: number, i: number) => boolean): Scored {
  let found = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    count += 1;
    if (takes(values[i]!, i)) found += 1;
  }
  return percent(found, count);
}

function percent(found: number, count: number): Scored {
  return scored((100 * found) / count, count);
}
