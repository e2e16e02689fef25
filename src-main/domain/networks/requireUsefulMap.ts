import { StudioError } from '../errors.ts';
import type { PredictedMap } from './mapFromTensor.ts';

/** A map whose span is less than this share of its largest magnitude says nothing of the picture. */
const leastSpan = 1e-6;

/**
 * Refuses what no network should answer: NaN or infinity where the formula knows no "no value", and a constant. A
 * constant comes from a faulty export or from wrong normalisation, and would score as if it were a prediction.
 *
 * @param allowsHoles whether NaN means "no value" (a map of points with a mask)
 * @throws BadOutput with the numbers
 */
export function requireUsefulMap({ width, height, values }: PredictedMap, allowsHoles: boolean): void {
  let bad = 0;
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      if (!allowsHoles || !Number.isNaN(value)) bad++;
    } else {
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  const pixels = width * height;
  if (bad > 0 || most < least) {
    const shown = most < least ? pixels : bad;
    throw new StudioError(
      'BadOutput',
      `the network answered NaN or infinity at ${shown} of ${pixels} pixels`,
      {
        expected: 'finite numbers',
        found: shown,
        pixels,
      },
    );
  }
  if (pixels > 1 && most - least <= leastSpan * Math.max(Math.abs(most), Math.abs(least))) {
    throw new StudioError('BadOutput', `the network answered the constant ${least} at all ${pixels} pixels`, {
      expected: 'a map that varies',
      found: least,
      pixels,
    });
  }
}
