import { StudioError } from '../errors.ts';
import type { Quantity, Raster } from '../rasters/Raster.ts';

/** Whose value lies nearer to ground truth. The numbers are those of the map. */
export const nearerClasses = {
  /** The other run's. */
  other: 0,
  /** Neither's by more than the tolerance. */
  equal: 1,
  /** This run's. */
  this: 2,
} as const;

/** Error maps, by their unit. */
export type ErrorQuantity = Extract<Quantity, `error:${string}`>;

/** Magnitudes of errors that differ by no more than this are equal: below what reference maps resolve. */
export const nearerTolerance: Readonly<Record<ErrorQuantity, number>> = {
  'error:px': 0.1,
  'error:m': 0.01,
  'error:1/m': 0.001,
};

/** Who is nearer to ground truth where. */
export interface NearerMap {
  /** A class of `nearerClasses`; NaN where either run or the ground truth has no value. */
  readonly raster: Raster<'nearer'>;
  /** In the unit of the errors. */
  readonly tolerance: number;
  /** Share of the pixels that both runs have an error on, [0, 1] by class; null where there is no such pixel. */
  readonly shares: Readonly<Record<keyof typeof nearerClasses, number>> | null;
}

/**
 * Two runs' errors on one item, prediction − ground truth each, compared by magnitude pixel by pixel.
 *
 * @param tolerance  ≥ 0, in the unit of the errors; differences up to and including it are equal.
 * @throws SizeMismatch where the maps differ in size; InvalidOption where their units do.
 */
export function nearerMap(
  { mine, other }: { readonly mine: Raster; readonly other: Raster },
  tolerance: number,
): NearerMap {
  const { width, height } = mine;
  if (width !== other.width || height !== other.height) {
    throw new StudioError(
      'SizeMismatch',
      `the other run's error map is ${other.width}×${other.height}, this one's is ${width}×${height}`,
      { expected: `${width}×${height}`, found: `${other.width}×${other.height}` },
    );
  }
  if (mine.quantity !== other.quantity) {
    throw new StudioError(
      'InvalidOption',
      `the other run's errors are ${other.quantity}, this one's are ${mine.quantity}`,
      { expected: mine.quantity, found: other.quantity },
    );
  }
  const counts = [0, 0, 0];
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i += 1) {
    const gain = Math.abs(other.values[i]!) - Math.abs(mine.values[i]!);
    const nearer = classOf(gain, tolerance);
    values[i] = nearer;
    if (nearer === nearer) counts[nearer]! += 1;
  }
  const both = counts[0]! + counts[1]! + counts[2]!;
  const share = (nearer: number) => counts[nearer]! / both;
  return {
    raster: { quantity: 'nearer', width, height, values },
    tolerance,
    shares: both === 0 ? null : { other: share(0), equal: share(1), this: share(2) },
  };
}

/** @param gain  the other's error less this one's, in magnitude; NaN gives NaN, as ∞ − ∞ does. */
function classOf(gain: number, tolerance: number): number {
  if (gain > tolerance) return nearerClasses.this;
  if (gain < -tolerance) return nearerClasses.other;
  return Number.isNaN(gain) ? NaN : nearerClasses.equal;
}
