import { scored, type Scored } from '../metrics/Scored.ts';
import type { Raster } from '../rasters/Raster.ts';
import type { Smoothness } from './edgeAwareSmoothness.ts';
import type { PhotometricName } from './PhotometricCheck.ts';
import type { PhotometricError } from './photometricError.ts';
import { visibilityClasses, visibilityTolerancePx } from './visibility.ts';

/** The maps of a check, all of one size. */
interface CheckedMaps {
  readonly disparity: Raster<'disparity:px'>;
  readonly warped: PhotometricError;
  /** Of the right picture as it is. */
  readonly unwarped: PhotometricError;
  /** Null without a disparity map of the right view. */
  readonly leftRight: Raster<'error:px'> | null;
  readonly visibility: Raster<'visibility'>;
  readonly smoothness: Smoothness;
}

/** The numbers of a check, as photometricInfos explains them, each with the pixels it stands on. */
export function photometricNumbers(maps: CheckedMaps): Record<PhotometricName, Scored> {
  const { disparity, warped, unwarped, leftRight, visibility, smoothness } = maps;
  const errors = sumErrors(warped.map.values, unwarped.map.values, visibility.values);
  const apart = sumDifferences(leftRight?.values ?? new Float32Array());
  const classes = countClasses(visibility.values);
  const overErrors = (sum: number) => scored(sum / errors.pixels, errors.pixels);
  const judged = (count: number) => percent(count, classes.pixels);
  return {
    density: percent(countValues(disparity.values), disparity.values.length),
    photometric: overErrors(errors.sum),
    photometricSeen: scored(errors.seenSum / errors.seen, errors.seen),
    unwarped: overErrors(errors.unwarpedSum),
    explained: percent(errors.explained, errors.pixels),
    ssim: scored(warped.meanSsim ?? NaN, errors.pixels),
    l1: scored(warped.meanAbsolute ?? NaN, errors.pixels),
    leftRight: scored(apart.sum / apart.pixels, apart.pixels),
    leftRightOver1: percent(apart.over, apart.pixels),
    occluded: judged(classes.occluded),
    mismatch: leftRight ? judged(classes.mismatch) : scored(NaN, 0),
    outside: judged(classes.outside),
    smoothness: scored(smoothness.value ?? NaN, countValues(smoothness.map.values)),
  };
}

/** Over the reconstructed pixels; `unwarped` has a value everywhere. */
function sumErrors(error: Float32Array, unwarped: Float32Array, visibility: Float32Array) {
  const sums = { pixels: 0, sum: 0, unwarpedSum: 0, explained: 0, seen: 0, seenSum: 0 };
  for (let i = 0; i < error.length; i++) {
    const value = error[i]!;
    if (Number.isNaN(value)) continue;
    sums.pixels += 1;
    sums.sum += value;
    sums.unwarpedSum += unwarped[i]!;
    if (value < unwarped[i]!) sums.explained += 1;
    if (visibility[i] !== visibilityClasses.seen) continue;
    sums.seen += 1;
    sums.seenSum += value;
  }
  return sums;
}

function sumDifferences(difference: Float32Array) {
  const sums = { pixels: 0, sum: 0, over: 0 };
  for (const value of difference) {
    if (Number.isNaN(value)) continue;
    sums.pixels += 1;
    sums.sum += Math.abs(value);
    if (Math.abs(value) > visibilityTolerancePx) sums.over += 1;
  }
  return sums;
}

function countClasses(visibility: Float32Array) {
  const counts = { pixels: 0, occluded: 0, mismatch: 0, outside: 0 };
  for (const value of visibility) {
    if (Number.isNaN(value)) continue;
    counts.pixels += 1;
    if (value === visibilityClasses.occluded) counts.occluded += 1;
    else if (value === visibilityClasses.mismatch) counts.mismatch += 1;
    else if (value === visibilityClasses.outside) counts.outside += 1;
  }
  return counts;
}

function countValues(values: Float32Array): number {
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count += 1;
  return count;
}

function percent(found: number, count: number): Scored {
  return scored((100 * found) / count, count);
}
